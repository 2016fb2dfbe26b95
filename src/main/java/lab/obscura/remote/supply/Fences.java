package lab.obscura.remote.supply;

import java.util.Optional;
import java.util.function.Predicate;
import lab.obscura.platform.web.ErrorType;
import lab.obscura.platform.web.Problem;
import lab.obscura.queue.RunId;
import lab.obscura.queue.RunState;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Whether a worker still has the run that it writes for. */
@Component
final class Fences {

    private final JdbcClient jdbc;

    Fences(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Standing(long fence, RunState state) {}

    /** Why this fence may add nothing to a run; empty when its attempt goes on. */
    Optional<Problem> objection(RunId run, long fence) {
        return objection(
                run,
                now -> now.fence() == fence && (now.state() == RunState.RUNNING || now.state() == RunState.CANCELLING),
                fence);
    }

    /** Why this fence may remove nothing of a run: its attempt may be over, but there must be no later one. */
    Optional<Problem> objectionToRemoval(RunId run, long fence) {
        return objection(run, now -> now.fence() == fence, fence);
    }

    /** Returned also where there is no such run: a body that is on its way is read before its sender is told. */
    private Optional<Problem> objection(RunId run, Predicate<Standing> isRight, long fence) {
        Optional<Standing> standing = standing(run);
        if (standing.isEmpty()) {
            return Optional.of(Problem.unknown(
                    ErrorType.UNKNOWN_RUN, "No run has the id", run.toString(), "It was deleted meanwhile"));
        }
        return standing.filter(isRight.negate()).map(now -> refusal(run, fence, now));
    }

    private Optional<Standing> standing(RunId run) {
        return jdbc.sql("select fence, state from runs where id = :run")
                .param("run", run.value())
                .query((row, number) -> new Standing(row.getLong("fence"), RunState.valueOf(row.getString("state"))))
                .optional();
    }

    private static Problem refusal(RunId run, long fence, Standing now) {
        return new Problem(
                ErrorType.STALE_FENCE,
                "The fence of run " + run + " must be " + now.fence() + " and the run be running, was " + fence
                        + " and " + now.state() + ". The run is no longer this worker's: end the attempt");
    }
}
