package lab.obscura.engine.estimate;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import lab.obscura.engine.definition.ExperimentDefinition;

/**
 * How fast stages went in finished runs. A stage is forecast from the runs most like it: first those of the same kind in every
 * respect that matters, then of fewer and fewer, down to the same engine and device; what they say about start and speed
 * counts. What no run can tell is assumed.
 */
public final class Speeds {

    /** Two cores with AVX2: between the 54e9 multiply-adds a second of a VGG11 training and the 23e9 of its decoder. */
    private static final Line ASSUMED = new Line(0, 1 / 35e9);

    private static final double ASSUMED_OVERHEAD_SECONDS = 8;

    /** Shorter stages say more about the clock than about the machine. */
    private static final double SHORTEST_STAGE_SECONDS = 0.05;

    private static final List<Function<ExperimentDefinition, String>> LEARNING = List.of(
            definition -> network(definition)
                    + parts(definition)
                    + definition.training().batchSize(),
            definition -> network(definition) + parts(definition),
            definition -> backbone(definition) + parts(definition),
            Speeds::backbone,
            Speeds::device);

    private static final List<Function<ExperimentDefinition, String>> AROUND = List.of(
            definition -> network(definition)
                    + definition.dataset()
                    + definition.toJson().get("measures"),
            definition -> device(definition)
                    + definition.dataset()
                    + definition.toJson().get("measures"),
            definition -> device(definition) + definition.dataset(),
            Speeds::device);

    private final List<FinishedRun> runs;

    /** @param runs the newest are enough; none when nothing has finished yet */
    public Speeds(List<FinishedRun> runs) {
        this.runs = List.copyOf(runs);
    }

    /**
     * The time of one run.
     *
     * @param basis how it was found, in words
     */
    record Forecast(double seconds, String basis) {}

    Forecast forecast(ExperimentDefinition definition, Workload work) {
        var used = new HashSet<FinishedRun>();
        var assumed = new TreeSet<String>();
        double seconds = 0;
        for (var stage : work.stages().entrySet()) {
            String name = stage.getKey();
            List<Line.Point> alike = mostAlike(likeness(name), definition, run -> points(run, name), used);
            if (alike.isEmpty()) {
                assumed.add(name);
            }
            seconds += (alike.isEmpty() ? ASSUMED : Line.through(alike)).seconds(stage.getValue());
        }
        List<Double> overheads = mostAlike(AROUND, definition, run -> List.of(run.overheadSeconds()), used);
        seconds += overheads.isEmpty() ? ASSUMED_OVERHEAD_SECONDS : Line.median(overheads);
        return new Forecast(seconds, basis(used, assumed));
    }

    private static String basis(Set<FinishedRun> used, Set<String> assumed) {
        if (used.isEmpty()) {
            return "assumed for a machine with two cores: no run like it has finished yet";
        }
        String measured = String.format(
                Locale.ROOT, "measured on %d finished %s", used.size(), used.size() == 1 ? "run" : "runs");
        return assumed.isEmpty() ? measured : measured + ", assumed for " + String.join(", ", assumed);
    }

    /** What the numbers of the narrowest circle say in which there are any. */
    private <T> List<T> mostAlike(
            List<Function<ExperimentDefinition, String>> circles,
            ExperimentDefinition definition,
            Function<FinishedRun, List<T>> numbers,
            Set<FinishedRun> used) {
        for (Function<ExperimentDefinition, String> circle : circles) {
            String wanted = circle.apply(definition);
            List<FinishedRun> alike = runs.stream()
                    .filter(run -> circle.apply(run.definition()).equals(wanted))
                    .filter(run -> !numbers.apply(run).isEmpty())
                    .toList();
            if (!alike.isEmpty()) {
                used.addAll(alike);
                return alike.stream()
                        .flatMap(run -> numbers.apply(run).stream())
                        .toList();
            }
        }
        return List.of();
    }

    /** Of the stage itself, or else of all stages of its kind. */
    private static List<Line.Point> points(FinishedRun run, String stage) {
        List<Line.Point> same = pointsOf(run, stage::equals);
        return same.isEmpty() ? pointsOf(run, other -> kind(other).equals(kind(stage))) : same;
    }

    private static List<Line.Point> pointsOf(FinishedRun run, Predicate<String> stages) {
        return run.work().stages().entrySet().stream()
                .filter(work -> stages.test(work.getKey()))
                .filter(work -> run.timings().getOrDefault(work.getKey(), 0.0) >= SHORTEST_STAGE_SECONDS)
                .map(work -> new Line.Point(work.getValue(), run.timings().get(work.getKey())))
                .toList();
    }

    /** What has to be the same, from the narrowest circle to the widest. */
    private static List<Function<ExperimentDefinition, String>> likeness(String stage) {
        return stage.equals(Workload.TRAINING) ? LEARNING : attacking(stage);
    }

    private static List<Function<ExperimentDefinition, String>> attacking(String stage) {
        return List.of(
                definition -> network(definition) + has(definition, stage::equals),
                definition -> device(definition) + has(definition, stage::equals),
                definition -> device(definition)
                        + has(definition, other -> kind(other).equals(kind(stage))));
    }

    private static boolean has(ExperimentDefinition definition, Predicate<String> stage) {
        return definition.attacks().stream()
                .map(attack -> Workload.ATTACK + attack.slug())
                .anyMatch(stage);
    }

    /** "training", or "attack" with the first word of its slug, which is what it is called. */
    private static String kind(String stage) {
        return stage.replaceFirst("-.*", "");
    }

    private static String device(ExperimentDefinition definition) {
        return definition.engine().id() + " " + definition.device().id() + " " + definition.arithmetic() + " ";
    }

    private static String backbone(ExperimentDefinition definition) {
        return device(definition) + definition.network().backbone().id() + " ";
    }

    private static String network(ExperimentDefinition definition) {
        return device(definition) + definition.toJson().get("network") + " ";
    }

    private static String parts(ExperimentDefinition definition) {
        return definition.defense().parts().stream()
                .map(part -> part.info().id())
                .toList()
                .toString();
    }
}
