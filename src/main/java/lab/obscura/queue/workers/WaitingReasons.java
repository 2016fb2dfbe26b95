package lab.obscura.queue.workers;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import lab.obscura.engine.estimate.Resources;
import lab.obscura.queue.Queue;
import lab.obscura.queue.Run;
import lab.obscura.queue.RunId;
import lab.obscura.queue.RunState;
import lab.obscura.queue.TextArray;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Why runs are in their state, as people are told: a waiting one that no living worker can take says what it waits for. */
@Component
public final class WaitingReasons {

    private final Workers workers;
    private final JdbcClient jdbc;

    WaitingReasons(Workers workers, JdbcClient jdbc) {
        this.workers = workers;
        this.jdbc = jdbc;
    }

    /** The reason of each of these runs; asks for the workers once, and only if one of the runs waits. */
    public Function<Run, String> of(Collection<Run> runs) {
        List<Run> waiting =
                runs.stream().filter(run -> run.state() == RunState.QUEUED).toList();
        if (waiting.isEmpty()) {
            return Run::reason;
        }
        List<Claimer> claimers = workers.claimers();
        Map<RunId, WaitingRun> wants = claimers.isEmpty() ? Map.of() : wants(waiting);
        return run -> reason(run, Optional.ofNullable(wants.get(run.id())), claimers);
    }

    private static String reason(Run run, Optional<WaitingRun> wants, List<Claimer> claimers) {
        String before = run.reason().equals(Queue.WAITS) ? "" : run.reason() + "; ";
        return wants.flatMap(waiting -> Obstacle.of(waiting, claimers))
                .map(obstacle -> before + obstacle)
                .orElse(run.reason());
    }

    private Map<RunId, WaitingRun> wants(List<Run> runs) {
        Map<RunId, Resources> needs = runs.stream().collect(Collectors.toMap(Run::id, Run::needs));
        Map<RunId, WaitingRun> wants = new HashMap<>();
        jdbc.sql("""
                        select id, coalesce(needs_data, '{}') as datasets, resumable,
                               coalesce(cast(estimated_seconds as double precision), 'Infinity') as seconds
                          from runs where id = any (cast(:runs as uuid[])) and state = 'QUEUED'
                        """)
                .param(
                        "runs",
                        TextArray.of(
                                runs.stream().map(run -> run.id().toString()).toList()))
                .query(row -> {
                    var id = new RunId(row.getObject("id", UUID.class));
                    wants.put(
                            id,
                            new WaitingRun(
                                    needs.get(id),
                                    List.of((String[]) row.getArray("datasets").getArray()),
                                    row.getDouble("seconds"),
                                    row.getBoolean("resumable")));
                });
        return wants;
    }
}
