package lab.obscura.run.bulk;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import lab.obscura.queue.Run;
import lab.obscura.queue.RunId;
import lab.obscura.queue.RunMove;
import lab.obscura.queue.TagRule;

/** With which runs an action is not possible, and why. */
final class Refusal {

    private Refusal() {}

    static Map<RunId, String> of(BulkAction action, List<String> tags, List<Run> runs) {
        Map<RunId, String> refused = new HashMap<>();
        runs.forEach(run -> reason(action, tags, run).ifPresent(reason -> refused.put(run.id(), reason)));
        return refused;
    }

    private static Optional<String> reason(BulkAction action, List<String> tags, Run run) {
        return switch (action) {
            case CANCEL -> unless(run, RunMove.CANCEL, "cancelled");
            case RETRY -> unless(run, RunMove.RETRY, "queued again");
            case TAG -> tooMany(run, tags);
            case UNTAG, PIN, UNPIN, ARCHIVE, UNARCHIVE, DELETE -> Optional.empty();
        };
    }

    private static Optional<String> unless(Run run, RunMove move, String wish) {
        return move.from().contains(run.state())
                ? Optional.empty()
                : Optional.of("is " + run.state() + "; only "
                        + String.join(
                                " or ",
                                move.from().stream().sorted().map(Enum::name).toList()) + " can be " + wish);
    }

    private static Optional<String> tooMany(Run run, List<String> tags) {
        var all = new TreeSet<>(run.tags());
        all.addAll(tags);
        return all.size() > TagRule.MOST
                ? Optional.of("would have " + all.size() + " tags; a run has at most " + TagRule.MOST)
                : Optional.empty();
    }
}
