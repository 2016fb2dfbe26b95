package lab.obscura.queue.tally;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import lab.obscura.queue.RunState;
import lab.obscura.queue.workers.Workers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the queue once for all series of a scrape. Without the database a series has no value, and the others are still there. */
@Component
final class Snapshots {

    private static final Logger LOG = LoggerFactory.getLogger(Snapshots.class);
    private static final Duration GOOD_FOR = Duration.ofSeconds(5);

    private final JdbcClient jdbc;
    private final Tallies tallies;
    private final Clock clock;
    private Optional<Snapshot> last = Optional.empty();
    private Instant readAt = Instant.MIN;

    Snapshots(JdbcClient jdbc, Tallies tallies, Clock clock) {
        this.jdbc = jdbc;
        this.tallies = tallies;
        this.clock = clock;
    }

    double value(ToDoubleFunction<Snapshot> of) {
        return current().map(of::applyAsDouble).orElse(Double.NaN);
    }

    private synchronized Optional<Snapshot> current() {
        Instant now = clock.instant();
        if (readAt.isBefore(now.minus(GOOD_FOR))) {
            readAt = now;
            last = read();
        }
        return last;
    }

    private Optional<Snapshot> read() {
        try {
            return Optional.of(readAll());
        } catch (DataAccessException away) {
            LOG.debug("event=no-snapshot cause=\"{}\"", away.getMessage());
            return Optional.empty();
        }
    }

    private Snapshot readAll() {
        Map<RunState, Long> runs = new EnumMap<>(RunState.class);
        jdbc.sql("select state, count(*) as runs from runs group by state").query(row -> {
            runs.put(RunState.valueOf(row.getString("state")), row.getLong("runs"));
        });
        int busy = Stream.of(RunState.RUNNING, RunState.CANCELLING)
                .mapToInt(state -> runs.getOrDefault(state, 0L).intValue())
                .sum();
        return jdbc.sql("""
                        select coalesce((select extract(epoch from current_instant() - min(queued_at)) from runs
                                          where state = 'QUEUED'), 0) as oldest,
                               (select paused from queue_control where id = 1) as paused,
                               (select count(*) from workers w where w.last_seen_at > :since) as workers,
                               (select coalesce(sum(slots), 0) from workers w where w.last_seen_at > :since) as slots,
                               pg_database_size(current_database()) as bytes, used.processor, used.card,
                               cards.there, cards.used_bytes, cards.total_bytes, cards.busy
                          from (select coalesce(sum(processor_seconds), 0) as processor, coalesce(sum(card_seconds), 0) as card
                                  from attempt_usage) used,
                               (select count(*) as there, coalesce(sum(used), 0) * 1048576 as used_bytes,
                                       coalesce(sum(total), 0) * 1048576 as total_bytes, coalesce(avg(busy), 0) as busy
                                  from (select distinct on (card ->> 'uuid')
                                               cast(card ->> 'usedMegabytes' as bigint) as used,
                                               cast(card ->> 'totalMegabytes' as bigint) as total,
                                               greatest(0, cast(card ->> 'busyPercent' as int)) / 100.0 as busy
                                          from workers w cross join jsonb_array_elements(w.cards) as card
                                         where w.last_seen_at > :since
                                         order by card ->> 'uuid', w.last_seen_at desc) each) cards
                        """)
                .param("since", java.sql.Timestamp.from(clock.instant().minus(Workers.SILENCE)))
                .query((row, index) -> new Snapshot(
                        runs,
                        row.getDouble("oldest"),
                        row.getBoolean("paused"),
                        row.getInt("workers"),
                        row.getInt("slots"),
                        busy,
                        row.getLong("bytes"),
                        row.getDouble("processor"),
                        row.getDouble("card"),
                        new Snapshot.Cards(
                                row.getInt("there"),
                                row.getLong("used_bytes"),
                                row.getLong("total_bytes"),
                                row.getDouble("busy")),
                        tallies.all()))
                .single();
    }
}
