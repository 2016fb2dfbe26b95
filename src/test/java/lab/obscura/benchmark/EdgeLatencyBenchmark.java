package lab.obscura.benchmark;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lab.obscura.engine.network.ArrayPass;
import lab.obscura.engine.network.Network;
import lab.obscura.engine.network.Pass;
import lab.obscura.engine.network.onnx.OnnxExport;
import lab.obscura.engine.network.onnx.OnnxRuntime;
import lab.obscura.engine.network.spec.SplitSpec;
import lab.obscura.engine.seed.Seeds;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One picture through the edge encoder: in both engines, and exported as ONNX in ONNX Runtime with one thread, in turns.
 * {@code ./mvnw -o -q -Pbenchmark test-compile exec:exec -Dbenchmark=EdgeLatencyBenchmark}
 */
public final class EdgeLatencyBenchmark {

    private static final int ROUNDS = Integer.getInteger("benchmark.rounds", 5);
    private static final int PICTURES = 200;

    private EdgeLatencyBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        System.out.println("| edge | ONNX Runtime, ms | dl4j, ms | torch, ms |\n|---|---|---|---|");
        for (String backbone : List.of("vgg11-bn-sgm", "cnn-4")) {
            measure(backbone, StepCases.split(backbone));
        }
    }

    private static void measure(String backbone, SplitSpec split) throws IOException {
        INDArray picture = RandomBatch.uniform(1, split.input());
        float[] pixels = picture.dup('c').data().asFloat();
        try (Network dl4j = BenchmarkEngines.named("dl4j").build(split.edge(), split.input(), Seeds.of(1));
                Network torch = BenchmarkEngines.named("torch").build(split.edge(), split.input(), Seeds.of(1));
                OnnxRuntime onnx = exported(split, dl4j)) {
            Map<String, Runnable> contestants = new LinkedHashMap<>();
            contestants.put(
                    "onnx",
                    () -> onnx.run(
                            pixels,
                            1,
                            split.input().height(),
                            split.input().width(),
                            split.input().channels()));
            contestants.put("dl4j", () -> ArrayPass.forward(dl4j, picture, Pass.eval()));
            contestants.put("torch", () -> ArrayPass.forward(torch, picture, Pass.eval()));
            Map<String, List<Double>> medians = new LinkedHashMap<>();
            for (int round = -1; round < ROUNDS; round++) { // the first one warms up
                for (var contestant : Rounds.order(contestants.entrySet(), Math.max(round, 0))) {
                    double median = milliseconds(contestant.getValue());
                    if (round >= 0) {
                        medians.computeIfAbsent(contestant.getKey(), unused -> new ArrayList<>())
                                .add(median);
                    }
                }
            }
            System.out.printf(
                    "| %s | %s | %s | %s |%n",
                    backbone,
                    new Rounds(medians.get("onnx")).text("%.2f"),
                    new Rounds(medians.get("dl4j")).text("%.2f"),
                    new Rounds(medians.get("torch")).text("%.2f"));
        }
    }

    private static OnnxRuntime exported(SplitSpec split, Network edge) throws IOException {
        var file = new ByteArrayOutputStream();
        OnnxExport.write(split.edge(), edge.state().learned(), split.input(), Map.of(), file);
        return new OnnxRuntime(file.toByteArray());
    }

    private static double milliseconds(Runnable once) {
        List<Long> nanos = new ArrayList<>();
        for (int i = 0; i < PICTURES; i++) {
            long start = System.nanoTime();
            once.run();
            nanos.add(System.nanoTime() - start);
        }
        return new Latencies(nanos).milliseconds(0.5);
    }
}
