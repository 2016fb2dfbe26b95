package lab.obscura.benchmark;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import lab.obscura.engine.network.Engine;
import lab.obscura.engine.network.dl4j.Dl4jEngine;
import lab.obscura.engine.network.dl4j.NativeBuild;

/**
 * Measures training steps of the default engine: {@code ./mvnw -o -q -Pbenchmark test-compile exec:exec}. The cases take
 * turns, so a busy moment of the machine hits all of them. {@code -Dbenchmark.cases=128} runs only cases whose name has that in
 * it, as for the peak memory of one.
 */
public final class VggStepBenchmark {

    private static final int ROUNDS = Integer.getInteger("benchmark.rounds", 5);
    private static final int STEPS_PER_ROUND = 3;

    private static final String CHOSEN = System.getProperty("benchmark.cases", "");
    private static final Map<String, Case> CASES = new LinkedHashMap<>();

    static {
        CASES.put("vgg11-bn-sgm step, batch 64", new Case(64, engine -> VggStep.of(engine, 64)));
        CASES.put("vgg11-bn-sgm step, batch 128", new Case(128, engine -> VggStep.of(engine, 128)));
        CASES.put("res-n8c64 decoder step, batch 256", new Case(256, engine -> DecoderStep.of(engine, 256)));
    }

    private record Case(int batch, Function<Engine, Runnable> build) {}

    private VggStepBenchmark() {}

    public static void main(String[] arguments) {
        NativeBuild.choose();
        var engine = Dl4jEngine.create();
        System.out.println(engine.describe());
        List<Measurement> measurements = new ArrayList<>();
        CASES.forEach((name, step) -> {
            if (name.contains(CHOSEN)) {
                measurements.add(
                        new Measurement(name, step.batch(), step.build().apply(engine)));
            }
        });
        measurements.forEach(Measurement::warmUp);
        for (int round = 0; round < ROUNDS; round++) {
            measurements.forEach(measurement -> measurement.run(STEPS_PER_ROUND));
        }
        Measurement.printHeading();
        measurements.forEach(Measurement::print);
        System.out.printf("%-36s %10d MiB%n", "peak resident memory of these cases", PeakMemory.mebibytes());
    }
}
