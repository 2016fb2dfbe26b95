package lab.obscura.benchmark;

import java.util.List;
import lab.obscura.engine.network.dl4j.Dl4jEngine;
import lab.obscura.engine.network.dl4j.NativeBuild;

/**
 * What DL4J's own layers cost: the step of vgg11-bn-sgm with our layers and with theirs, in turns. {@code ./mvnw -o -q
 * -Pbenchmark test-compile exec:exec -Dbenchmark=StockLayersBenchmark}
 */
public final class StockLayersBenchmark {

    private static final int ROUNDS = Integer.getInteger("benchmark.rounds", 3);

    private StockLayersBenchmark() {}

    public static void main(String[] arguments) {
        NativeBuild.choose();
        var engine = Dl4jEngine.create();
        Measurement.printHeading();
        for (int batch : new int[] {32, 64}) {
            var ours = new Measurement(
                    "our layers, batch " + batch, batch, SplitStep.of(engine, StepCases.split("vgg11-bn-sgm"), batch));
            var theirs = new Measurement("DL4J's layers, batch " + batch, batch, new StockVggStep(batch));
            List.of(ours, theirs).forEach(Measurement::warmUp);
            for (int round = 0; round < ROUNDS; round++) {
                List.of(ours, theirs).forEach(measurement -> measurement.run(1));
            }
            List.of(ours, theirs).forEach(Measurement::print);
        }
        System.out.println("peak resident memory of both: " + PeakMemory.mebibytes() + " MiB");
    }
}
