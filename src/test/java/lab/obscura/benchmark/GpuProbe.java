package lab.obscura.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import lab.obscura.engine.network.Arithmetic;
import lab.obscura.engine.network.ArrayPass;
import lab.obscura.engine.network.DeviceChoice;
import lab.obscura.engine.network.Engine;
import lab.obscura.engine.network.Network;
import lab.obscura.engine.network.OptimizerStep;
import lab.obscura.engine.network.Pass;
import lab.obscura.engine.network.Precision;
import lab.obscura.engine.network.Wanted;
import lab.obscura.engine.network.dl4j.NativeBuild;
import lab.obscura.engine.network.spec.SplitSpec;
import lab.obscura.engine.network.torch.TorchEngine;
import lab.obscura.engine.seed.Seeds;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A few minutes on a machine with a card: how far it computes what the CPU computes (largest and L2 differences of three steps), then images
 * per second of the step cases whose name has {@code -Dbenchmark.cases} in it, in every way of computing. {@code -Dbenchmark.device=cpu}
 * rehearses it on the CPU.
 */
public final class GpuProbe {

    private static final int ROUNDS = 3;
    private static final int STEPS = Integer.getInteger("benchmark.steps", 60);

    private GpuProbe() {}

    public static void main(String[] arguments) {
        String chosen = System.getProperty("benchmark.cases", "");
        List<String> cases = StepCases.STEPS_PER_ROUND.keySet().stream()
                .filter(name -> name.contains("step") && name.contains(chosen))
                .toList();
        NativeBuild.choose();
        boolean onCard = BenchmarkEngines.device() == DeviceChoice.CUDA;
        Engine exact = engine(onCard, Precision.FLOAT32, true);
        System.out.println("engine: " + exact.describe());
        agree(TorchEngine.on(DeviceChoice.CPU), engine(onCard, Precision.FLOAT32, true));
        for (String name : cases) {
            speed(engine(onCard, Precision.FLOAT32, true), name);
            for (Precision precision : onCard ? Precision.values() : new Precision[] {Precision.FLOAT32}) {
                speed(engine(onCard, precision, false), name);
            }
        }
        System.out.flush();
        Runtime.getRuntime().halt(0); // libtorch's threads end when they like
    }

    /** The one that was made last decides how the process computes. */
    private static Engine engine(boolean onCard, Precision precision, boolean deterministic) {
        return TorchEngine.on(onCard ? DeviceChoice.CUDA : DeviceChoice.CPU, new Arithmetic(precision, deterministic));
    }

    private static void agree(Engine cpu, Engine card) {
        SplitSpec split = StepCases.split("vgg11-bn-sgm");
        try (Network edge = cpu.build(split.edge(), split.input(), Seeds.of(1));
                Network edgeOnCard = card.build(split.edge(), split.input(), Seeds.of(1));
                Network tail = cpu.build(split.tail(), split.feature(), Seeds.of(2));
                Network tailOnCard = card.build(split.tail(), split.feature(), Seeds.of(2))) {
            INDArray images = RandomBatch.uniform(64, split.input());
            INDArray gradient = RandomBatch.uniform(64, tail.output()).subi(0.5).divi(64);
            for (int step = 0; step < 3; step++) {
                Pass pass = Pass.train(Seeds.of(step));
                INDArray feature = ArrayPass.forward(edge, images, pass).dup();
                System.out.println("step " + step + ": feature "
                        + difference(
                                feature,
                                ArrayPass.forward(edgeOnCard, images, pass).dup()));
                for (Pass mode : List.of(pass, Pass.eval())) {
                    // The same input: the tails alone are compared.
                    INDArray logits = ArrayPass.forward(tail, feature, mode).dup();
                    INDArray onCard =
                            ArrayPass.forward(tailOnCard, feature, mode).dup();
                    System.out.println("   tail, " + (mode == pass ? "TRAIN" : "EVAL") + ": logits "
                            + difference(logits, onCard) + "; input gradient "
                            + difference(
                                    ArrayPass.backward(tail, gradient, Wanted.INPUT)
                                            .dup(),
                                    ArrayPass.backward(tailOnCard, gradient, Wanted.INPUT)
                                            .dup()));
                }
                learn(List.of(tail, tailOnCard), feature, gradient, pass);
            }
        }
    }

    private static void learn(List<Network> tails, INDArray feature, INDArray gradient, Pass pass) {
        for (Network tail : tails) {
            ArrayPass.forward(tail, feature, pass);
            ArrayPass.backward(tail, gradient, Wanted.PARAMETERS);
            tail.update(new OptimizerStep.Sgd(0.05, 0.9, 5e-4));
        }
    }

    private static String difference(INDArray a, INDArray b) {
        INDArray d = a.sub(b);
        return String.format(
                Locale.ROOT,
                "max %.2e of %.2e, L2 %.2e",
                d.amaxNumber().doubleValue(),
                a.amaxNumber().doubleValue(),
                d.norm2Number().doubleValue() / a.norm2Number().doubleValue());
    }

    private static void speed(Engine engine, String name) {
        Runnable step = StepCases.build(engine, name);
        seconds(step, Math.min(STEPS, 10));
        List<Long> speeds = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            speeds.add(Math.round(StepCases.images(name) * STEPS / seconds(step, STEPS)));
        }
        System.out.println(engine.describe() + " | " + name + " | images/s " + speeds);
    }

    private static double seconds(Runnable step, int times) {
        long start = System.nanoTime();
        for (int i = 0; i < times; i++) {
            step.run();
        }
        return (System.nanoTime() - start) / 1e9;
    }
}
