package lab.obscura.run;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import lab.obscura.queue.RunId;
import lab.obscura.queue.RunState;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Number of the latest event of many runs, in one statement. */
@Component
final class JournalHeads {

    private final JdbcClient jdbc;

    JournalHeads(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Head(UUID run, long lastEvent, RunState state) {}

    Map<UUID, Head> of(Collection<RunId> runs) {
        if (runs.isEmpty()) {
            return Map.of();
        }
        return jdbc
                .sql("select id, last_event, state from runs where id = any (cast(:ids as uuid[]))")
                .param("ids", runs.stream().map(RunId::toString).collect(Collectors.joining(",", "{", "}")))
                .query((row, index) -> new Head(
                        row.getObject("id", UUID.class),
                        row.getLong("last_event"),
                        RunState.valueOf(row.getString("state"))))
                .list()
                .stream()
                .collect(Collectors.toMap(Head::run, Function.identity()));
    }
}
