package lab.obscura.engine.pipeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import lab.obscura.engine.attack.Attack;
import lab.obscura.engine.attack.Knowledge;
import lab.obscura.engine.attack.Victims;
import lab.obscura.engine.data.DatasetInfo;
import lab.obscura.engine.data.HeldOut;
import lab.obscura.engine.defense.Adversary;
import lab.obscura.engine.defense.Penalty;
import lab.obscura.engine.defense.TrainingRule;
import lab.obscura.engine.network.SplitSpec;

/**
 * How long one run takes on an idle two-core machine, from its multiply-adds. Right within a factor of two: good enough to tell
 * a minute from a night.
 *
 * @param perRun one seed
 * @param warnings what to think about before it is queued, in words
 */
public record Estimate(Duration perRun, List<String> warnings) {

    /** Multiply-adds per second of two cores with AVX2: between the 54e9 of a VGG11 training and the 23e9 of its decoder. */
    private static final double SPEED = 35e9;

    /** Start of the process, pictures, scores. */
    private static final double OVERHEAD_SECONDS = 8;

    private static final long MOST_FEATURE_MEGABYTES = 400;

    private static final Duration LONG = Duration.ofHours(1);

    public static Estimate of(ExperimentDefinition definition, DatasetInfo info) {
        SplitSpec split = FitCheck.fit(definition, info);
        int train = FitCheck.limited(info.trainCount(), definition.dataset().trainLimit());
        int test = FitCheck.limited(info.testCount(), definition.dataset().testLimit());
        double work = training(definition, split, train, test) + attacks(definition, split, train, test);
        var perRun = Duration.ofSeconds(Math.round(OVERHEAD_SECONDS + work / SPEED));
        var warnings = new ArrayList<String>();
        Duration all = perRun.multipliedBy(definition.seeds().size());
        if (all.compareTo(LONG) > 0) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "About %.1f hours on two cores for all seeds; fewer epochs, images or seeds make it shorter",
                    all.toSeconds() / 3600.0));
        }
        if (train < definition.training().batchSize()) {
            warnings.add(String.format(Locale.ROOT, "Only %d training images: every epoch is a single batch", train));
        }
        if (definition.attacks().isEmpty()) {
            warnings.add("No attack: the run will have an accuracy but no reconstruction error");
        }
        Engines.doubt(definition).ifPresent(warnings::add);
        int perClass = train / Math.max(1, info.classNames().size());
        for (Penalty penalty : definition.defense().penalties()) {
            penalty.doubt(perClass, definition.training().epochs()).ifPresent(warnings::add);
        }
        long megabytes = FitCheck.featureValues(split, Math.max(train, test)) * Float.BYTES >> 20;
        if (megabytes > MOST_FEATURE_MEGABYTES) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "The features of all images take %d MB of the worker's heap; raise obscura.worker.heap or send less",
                    megabytes));
        }
        return new Estimate(perRun, List.copyOf(warnings));
    }

    private static double training(ExperimentDefinition definition, SplitSpec split, int train, int test) {
        double edge = split.edge().multiplyAdds(split.input());
        double whole = edge + split.tail().multiplyAdds(split.feature());
        boolean refresh = definition.defense().penalties().stream().anyMatch(Penalty::looksAtEpochs);
        double epoch = train * (3 * whole + (refresh ? edge : 0)) + test * whole;
        List<TrainingRule> rules = definition.defense().of(TrainingRule.class);
        int epochs = definition.training().epochs()
                + rules.stream().mapToInt(TrainingRule::earlierEpochs).sum();
        double later =
                rules.stream().mapToDouble(TrainingRule::passesAfterTraining).sum() * train * 3 * whole;
        return epochs * epoch + later + adversaries(definition, split, train, epochs);
    }

    private static double adversaries(ExperimentDefinition definition, SplitSpec split, int train, int epochs) {
        int batchSize = Math.min(train, definition.training().batchSize());
        int steps = epochs * (train / batchSize);
        return definition.defense().of(Adversary.class).stream()
                .mapToDouble(part -> part.multiplyAdds(split.feature(), split.input(), train, batchSize, steps))
                .sum();
    }

    private static double attacks(ExperimentDefinition definition, SplitSpec split, int train, int test) {
        double sum = 0;
        for (Attack attack : definition.attacks()) {
            int own = attack.knowledge() == Knowledge.TRAIN ? train : HeldOut.boundary(test);
            int victims = attack.victims() == Victims.GALLERY ? HeldOut.GALLERY_SIZE : test;
            sum += attack.multiplyAdds(split, own, victims);
        }
        return sum;
    }
}
