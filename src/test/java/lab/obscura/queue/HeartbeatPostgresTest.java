package lab.obscura.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What heartbeats cost the database, and that both versions of them are understood. */
class HeartbeatPostgresTest {

    private static final int BEATS = 500;
    private static final int ROUNDS = 5;
    private final QueueFixture queue = new QueueFixture();

    private record Writes(long updates, long hot) {}

    @Test
    void heartbeatsRewriteTheirRowInItsPage() {
        WorkerInfo worker = queue.worker("alpha");
        List<Claim> claims = IntStream.range(0, 20)
                .mapToObj(index -> {
                    queue.submit();
                    return queue.claim(worker);
                })
                .toList();
        // The least of some rounds: the log is that of all databases, and the server may write into it meanwhile.
        long each = IntStream.range(0, ROUNDS)
                        .mapToLong(round -> walOfOneRound(claims))
                        .min()
                        .orElseThrow()
                / (BEATS / ROUNDS);
        // The session of a statement counts when it ends, which nobody waits for.
        await().atMost(Duration.ofMinutes(1)).until(() -> writes().updates() >= BEATS);
        Writes writes = writes();
        System.out.println("heartbeats: " + writes + ", " + each + " bytes of WAL each");
        assertThat(writes.updates()).isEqualTo(BEATS);
        assertThat(writes.hot())
                .as("of them without an index; one that looks at the table meanwhile is in the way of a few")
                .isGreaterThan(BEATS * 9 / 10);
        assertThat(each).isLessThan(500);
    }

    @Test
    void aLeaseOfTheVersionBeforeIsRescuedToo() {
        RunId run = queue.submit();
        queue.claim(queue.worker("alpha"));
        queue.jdbc.sql("delete from leases").update();
        queue.jdbc
                .sql("update runs set lease_until = current_instant() + interval '30 s'")
                .update();

        assertThat(queue.leases.rescueExpired(QueueFixture.LEASE)).isEmpty();
        queue.advance(Duration.ofSeconds(31));

        assertThat(queue.leases.rescueExpired(QueueFixture.LEASE)).containsExactly(run);
    }

    @Test
    void whoeverLosesARunLeavesNoLease() {
        WorkerInfo worker = queue.worker("alpha");
        IntStream.range(0, 4).forEach(index -> queue.submit());
        queue.leases.succeed(queue.claim(worker));
        queue.leases.fail(queue.claim(worker), "broken");
        queue.leases.giveBack(queue.claim(worker), "worker ends");
        queue.claim(worker);
        queue.advance(Duration.ofSeconds(31));
        queue.leases.rescueExpired(QueueFixture.LEASE);

        assertThat(queue.jdbc
                        .sql("select count(*) from leases")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private long walOfOneRound(List<Claim> claims) {
        long before = walBytes();
        IntStream.range(0, BEATS / ROUNDS)
                .forEach(beat -> queue.leases.heartbeat(claims.get(beat % claims.size()), QueueFixture.LEASE));
        return walBytes() - before;
    }

    private Writes writes() {
        queue.jdbc.sql("select pg_stat_force_next_flush()").query().singleRow();
        return queue.jdbc
                .sql("select n_tup_upd, n_tup_hot_upd from pg_stat_user_tables where relname = 'leases'")
                .query((row, index) -> new Writes(row.getLong(1), row.getLong(2)))
                .single();
    }

    private long walBytes() {
        return queue.jdbc
                .sql("select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')")
                .query(Long.class)
                .single();
    }
}
