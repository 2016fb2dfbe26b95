package lab.obscura.benchmark;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import lab.obscura.engine.defense.FeatureBatch;
import lab.obscura.engine.defense.PartState;
import lab.obscura.engine.defense.Penalty;
import lab.obscura.engine.defense.StepContext;
import lab.obscura.engine.definition.DefinitionReader;
import lab.obscura.engine.seed.RandomStream;
import lab.obscura.engine.seed.Seeds;

/**
 * What the learned surrogates of CEM cost: processor time of penalty and learning for one batch of 128 features of 8 × 8 × 8 from ten
 * classes, with full memories, smallest of many steps:
 * {@code ./mvnw -o -q -Pbenchmark test-compile exec:exec -Dbenchmark=SurrogateBenchmark}.
 */
public final class SurrogateBenchmark {

    private static final int STEPS = 60;
    private static final int BATCH = 128;
    private static final int SIZE = 512;
    private static final int CLASSES = 10;

    private SurrogateBenchmark() {}

    public static void main(String[] arguments) {
        System.out.println("| part | milliseconds of the processor |\n|---|---|");
        for (String part : List.of("gated-attention", "slot-attention", "fused-attention")) {
            System.out.printf("| %s | %.1f |%n", part, milliseconds(part));
        }
    }

    private static double milliseconds(String part) {
        var definition = new DefinitionReader()
                .read(Map.of(
                        "dataset", Map.of("id", "shapes"),
                        "network", Map.of("backbone", "cnn-4", "bottleneck", Map.of("channels", 8)),
                        "defense", List.of(Map.of("part", part))));
        Penalty penalty = definition.defense().penalties().get(0);
        var clock = ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        try (var state = new PartState()) {
            for (int step = 0; step < STEPS; step++) {
                FeatureBatch batch = batch(step);
                long start = clock.getCurrentThreadCpuTime();
                penalty.at(batch, state);
                penalty.learn(batch, state);
                least = Math.min(least, step < STEPS / 2 ? Long.MAX_VALUE : clock.getCurrentThreadCpuTime() - start);
            }
        }
        return least / 1e6;
    }

    private static FeatureBatch batch(int step) {
        var random = new RandomStream(step);
        float[] clean = new float[BATCH * SIZE];
        int[] labels = new int[BATCH];
        for (int i = 0; i < BATCH; i++) {
            labels[i] = random.nextInt(CLASSES);
        }
        for (int i = 0; i < clean.length; i++) {
            clean[i] = (float) random.nextDouble();
        }
        return FeatureBatch.ofVectors(
                clean, labels, CLASSES, new StepContext(3, 10, 0, 5000, 0.05, 0.025, Seeds.of(1)));
    }
}
