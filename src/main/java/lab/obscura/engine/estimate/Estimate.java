package lab.obscura.engine.estimate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import lab.obscura.engine.catalog.Engines;
import lab.obscura.engine.data.facts.DatasetInfo;
import lab.obscura.engine.data.images.ImageCounts;
import lab.obscura.engine.defense.Penalty;
import lab.obscura.engine.definition.ExperimentDefinition;
import lab.obscura.engine.definition.FitCheck;
import lab.obscura.engine.network.spec.SplitSpec;

/**
 * How long one run will take on an idle machine.
 *
 * @param perRun one seed
 * @param basis what the time was worked out from, in words
 * @param warnings what to think about before it is queued, in words
 */
public record Estimate(Duration perRun, String basis, List<String> warnings) {

    private static final long MOST_FEATURE_MEGABYTES = 400;

    private static final Duration LONG = Duration.ofHours(1);

    /** @param speeds how fast runs went that are like it */
    public static Estimate of(ExperimentDefinition definition, DatasetInfo info, Speeds speeds) {
        SplitSpec split = FitCheck.fit(definition, info);
        ImageCounts images = definition.images(info);
        int train = images.train();
        Speeds.Forecast forecast = speeds.forecast(definition, Workload.of(definition, info));
        var perRun = Duration.ofSeconds(Math.round(forecast.seconds()));
        var warnings = new ArrayList<>(definition.warnings());
        Duration all = perRun.multipliedBy(definition.seeds().size());
        if (all.compareTo(LONG) > 0) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "About %.1f hours for all seeds; fewer epochs, images or seeds make it shorter",
                    all.toSeconds() / 3600.0));
        }
        if (train < definition.training().batchSize()) {
            warnings.add(String.format(Locale.ROOT, "Only %d training images: every epoch is a single batch", train));
        }
        if (definition.attacks().isEmpty()) {
            warnings.add("No attack: the run will have an accuracy but no reconstruction error");
        }
        Engines.doubt(definition.engine(), definition.device()).ifPresent(warnings::add);
        int perClass = train / Math.max(1, info.classNames().size());
        for (Penalty penalty : definition.defense().penalties()) {
            penalty.doubt(perClass, definition.training().epochs()).ifPresent(warnings::add);
        }
        long megabytes = FitCheck.featureValues(split, Math.max(train, Math.max(images.test(), images.auxiliary())))
                        * Float.BYTES
                >> 20;
        if (megabytes > MOST_FEATURE_MEGABYTES) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "The features of all images take %d MB of the worker's heap; raise obscura.worker.heap or send less",
                    megabytes));
        }
        return new Estimate(perRun, forecast.basis(), List.copyOf(warnings));
    }
}
