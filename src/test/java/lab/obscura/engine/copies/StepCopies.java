package lab.obscura.engine.copies;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lab.obscura.engine.network.torch.library.HostCopies;
import lab.obscura.engine.progress.ProgressListener;
import lab.obscura.engine.progress.RunEvent;

/** Listens to a run, and knows for each of its loops what a step in the middle of it copied to the host. */
public final class StepCopies implements ProgressListener {

    private final Map<Loop, List<Copies>> between = new LinkedHashMap<>();
    private Loop loop = new Loop("", "");
    private Copies before = Copies.untilNow();

    /**
     * A loop of a stage.
     *
     * @param detail of its progress without the place, as in "epoch of 3"
     */
    public record Loop(String stage, String detail) {}

    /**
     * Copies to the host.
     *
     * @param count how many
     * @param numbers that they brought
     */
    public record Copies(long count, long numbers) {

        static Copies untilNow() {
            return new Copies(HostCopies.count(), HostCopies.numbers());
        }

        Copies since(Copies earlier) {
            return new Copies(count - earlier.count, numbers - earlier.numbers);
        }
    }

    @Override
    public void heard(RunEvent event) {
        if (!(event instanceof RunEvent.Progress progress)) {
            return;
        }
        var now = Copies.untilNow();
        var told = new Loop(progress.stage(), progress.detail().replaceFirst("\\d+ of", "of"));
        if (told.equals(loop)) {
            between.computeIfAbsent(told, first -> new ArrayList<>()).add(now.since(before));
        }
        loop = told;
        before = now;
    }

    /** Of each loop what most of its steps copied: what comes between its epochs does not count. */
    public Map<Loop, Copies> ofLoops() {
        var loops = new LinkedHashMap<Loop, Copies>();
        between.forEach((one, steps) -> loops.put(one, commonest(steps)));
        return loops;
    }

    private static Copies commonest(List<Copies> steps) {
        var counts = new LinkedHashMap<Copies, Integer>();
        steps.forEach(step -> counts.merge(step, 1, Integer::sum));
        return counts.entrySet().stream()
                .reduce((a, b) -> b.getValue() > a.getValue() ? b : a)
                .orElseThrow()
                .getKey();
    }
}
