package lab.obscura.benchmark;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lab.obscura.engine.catalog.Catalog;
import lab.obscura.engine.catalog.Defenses;
import lab.obscura.engine.data.Datasets;
import lab.obscura.engine.definition.DefinitionReader;
import lab.obscura.engine.definition.ExperimentDefinition;
import lab.obscura.engine.progress.ProgressListener;
import lab.obscura.engine.progress.RunContext;
import lab.obscura.engine.progress.RunEvent;
import lab.obscura.engine.run.Pipeline;
import lab.obscura.engine.run.folder.AttemptFolder;

/**
 * What each defense costs in training: processor time of an epoch beside that of the undefended network in the same round, the
 * steps with whatever belongs to an epoch (the refresh of CEM, the accuracy on the test images), but not what a part does before the
 * first. {@code cnn-4} at half width, cut 2, C8, 1 000 drawn images in batches of 64, engine {@code torch}; parts with their defaults,
 * without patrol, which has nothing to prune in so narrow an edge. {@code ./mvnw -o -q -Pbenchmark test-compile exec:exec
 * -Dbenchmark=DefenseCostBenchmark}; {@code -Dbenchmark.cases=dpsgd} measures parts whose name has that in it.
 */
public final class DefenseCostBenchmark {

    private static final int ROUNDS = Integer.getInteger("benchmark.rounds", 3);
    private static final String CHOSEN = System.getProperty("benchmark.cases", "");
    private static final String NONE = "none";
    private static final int EPOCHS = 4;

    /** CEM and its surrogates begin with the second. */
    private static final int COUNTED_FROM = 2;

    /** What a part needs before the first epoch is not counted, so as little of it as there can be. */
    private static final Map<String, Map<String, Object>> SHORT = Map.of(
            "adversarial-reconstruction", Map.of("pretrainingEpochs", 1),
            "adversarial-noise", Map.of("pretrainingEpochs", 1),
            "ressfl", Map.of("pretrainingEpochs", 1, "expertEpochs", 1, "transferPretrainingEpochs", 1),
            "shredder", Map.of("tensors", 2, "epochs", 1));

    private DefenseCostBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createTempDirectory("obscura-cost");
        var datasets = new Datasets(folder.resolve("data"), folder.resolve("cache"));
        Map<String, ExperimentDefinition> cases = cases();
        Map<String, List<Double>> seconds = new LinkedHashMap<>();
        for (int round = -1; round < ROUNDS; round++) { // the first one warms up
            for (var one : Rounds.order(cases.entrySet(), Math.max(round, 0))) {
                Path attempt = Files.createTempDirectory(folder, "attempt");
                double epoch = secondsPerEpoch(datasets, one.getValue(), attempt);
                if (round >= 0) {
                    seconds.computeIfAbsent(one.getKey(), name -> new ArrayList<>())
                            .add(epoch);
                }
            }
        }
        var none = new Rounds(seconds.get(NONE));
        System.out.println(
                "| part (" + ROUNDS + " rounds) | processor seconds per epoch | ratio to undefended |\n|---|---|---|");
        seconds.forEach((name, values) -> System.out.printf(
                "| `%s` | %s | %s |%n",
                name,
                new Rounds(values).text("%.2f"),
                new Rounds(values).over(none).ratio()));
    }

    private static Map<String, ExperimentDefinition> cases() {
        Map<String, ExperimentDefinition> cases = new LinkedHashMap<>();
        cases.put(NONE, definition(List.of()));
        for (Catalog.Entry<?> entry : Defenses.catalog().entries()) {
            if (entry.id().contains(CHOSEN) && !entry.id().equals("patrol")) {
                Map<String, Object> part = new LinkedHashMap<>(SHORT.getOrDefault(entry.id(), Map.of()));
                part.put("part", entry.id());
                cases.put(entry.id(), definition(List.of(part)));
            }
        }
        return cases;
    }

    private static ExperimentDefinition definition(List<Map<String, Object>> parts) {
        return new DefinitionReader()
                .read(Map.of(
                        "dataset", Map.of("id", "shapes", "trainLimit", 1000, "testLimit", 200),
                        "network",
                                Map.of(
                                        "backbone",
                                        "cnn-4",
                                        "width",
                                        0.5,
                                        "cutLayer",
                                        2,
                                        "bottleneck",
                                        Map.of("channels", 8)),
                        "defense", parts,
                        "training", Map.of("epochs", EPOCHS, "batchSize", 64, "learningRate", 0.01),
                        "attacks", List.of(),
                        "measures", List.of(),
                        "engine", "torch"));
    }

    private static double secondsPerEpoch(Datasets datasets, ExperimentDefinition definition, Path folder) {
        var clock = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        List<Long> ends = new ArrayList<>();
        ProgressListener listener = event -> {
            if (event instanceof RunEvent.Point point && point.series().equals("test.accuracy")) {
                ends.add(clock.getProcessCpuTime());
            }
        };
        new Pipeline(datasets).run(definition, 1, new AttemptFolder(folder), RunContext.of(listener, () -> false));
        List<Long> counted = ends.subList(ends.size() - EPOCHS + COUNTED_FROM - 2, ends.size());
        return (counted.get(counted.size() - 1) - counted.get(0)) / 1e9 / (counted.size() - 1);
    }
}
