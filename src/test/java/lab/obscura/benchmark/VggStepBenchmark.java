package lab.obscura.benchmark;

import java.util.ArrayList;
import java.util.List;
import lab.obscura.engine.network.dl4j.Dl4jEngine;
import lab.obscura.engine.network.dl4j.NativeBuild;

/**
 * Measures training steps of the default engine: {@code ./mvnw -o -q -Pbenchmark test-compile exec:exec}. One table with images
 * per second, median and range over the rounds; the cases take turns, so a busy moment of the machine hits all of them.
 */
public final class VggStepBenchmark {

    private static final int ROUNDS = Integer.getInteger("benchmark.rounds", 5);
    private static final int STEPS_PER_ROUND = 3;

    private VggStepBenchmark() {}

    public static void main(String[] arguments) {
        NativeBuild.choose();
        var engine = Dl4jEngine.create();
        System.out.println(engine.describe());
        List<Measurement> measurements = new ArrayList<>();
        measurements.add(new Measurement("vgg11-bn-sgm step, batch 64", 64, VggStep.of(engine, 64)));
        measurements.add(new Measurement("vgg11-bn-sgm step, batch 128", 128, VggStep.of(engine, 128)));
        measurements.add(new Measurement("res-n8c64 decoder step, batch 256", 256, DecoderStep.of(engine, 256)));
        measurements.forEach(Measurement::warmUp);
        for (int round = 0; round < ROUNDS; round++) {
            measurements.forEach(measurement -> measurement.run(STEPS_PER_ROUND));
        }
        System.out.printf("%-36s %10s   %s%n", "case", "images/s", "range over " + ROUNDS + " rounds");
        measurements.forEach(Measurement::print);
        System.out.printf(
                "%-36s %10d MiB (all cases in one process)%n", "peak resident memory", PeakMemory.mebibytes());
    }
}
