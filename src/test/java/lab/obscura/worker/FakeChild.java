package lab.obscura.worker;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lab.obscura.engine.pipeline.AttemptFolder;
import lab.obscura.engine.pipeline.Outcome;
import lab.obscura.engine.pipeline.RunContext;
import lab.obscura.engine.settings.FieldError;
import lab.obscura.engine.settings.SettingsException;
import lab.obscura.engine.training.TrainingDivergedException;
import lab.obscura.platform.Arguments;

/** A child process that computes nothing, but speaks like a real one. What it does is the definition's name. */
public final class FakeChild {

    static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G'};
    static final String GALLERY_HASH = "1".repeat(64);

    private FakeChild() {}

    public static void main(String[] arguments) {
        Arguments read = Arguments.read(arguments, Set.of("folder", "checkpoints", "seed", "data", "cache"));
        var code = new AttemptCommand(FakeChild::compute, System.in)
                .run(
                        Path.of(read.required("folder")),
                        Path.of(read.required("checkpoints")),
                        Long.parseLong(read.required("seed")));
        Runtime.getRuntime().halt(code.code());
    }

    static Outcome compute(Map<String, Object> definition, long seed, AttemptFolder folder, RunContext context) {
        RunContext train = context.stage("train", 0, 0.5);
        train.point("loss", 1, 2.5);
        train.log("epoch 1");
        train.progress(1);
        switch (String.valueOf(definition.get("name"))) {
            case "waits" -> waitForever(train, true);
            case "is deaf" -> waitForever(train, false);
            case "is wrong" -> throw new SettingsException(new FieldError("network", "known", "x", ""));
            case "diverges" -> throw new TrainingDivergedException("Loss", 3, 118, 0.05);
            case "runs out of memory" -> throw new OutOfMemoryError("Physical memory usage is too high");
            case "is broken" -> throw new IllegalStateException("index 3");
            case "crashes" -> Runtime.getRuntime().halt(139);
            case "dies once" -> dieUnlessResumed(folder, train);
            default -> train.point("loss", 2, 1.5);
        }
        return outcome(folder);
    }

    private static void dieUnlessResumed(AttemptFolder folder, RunContext context) {
        Path checkpoint = folder.checkpoints().resolve("epoch-1");
        if (!checkpoint.toFile().exists()) {
            folder.write(checkpoint, PNG);
            context.checkpointed(1);
            Runtime.getRuntime().halt(137);
        }
        context.point("loss", 2, 1.5);
    }

    private static void waitForever(RunContext context, boolean asks) {
        while (true) {
            if (asks) {
                context.checkStop();
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    static Outcome outcome(AttemptFolder folder) {
        folder.write(folder.encoder(), PNG);
        folder.write(folder.thumbnail(), PNG);
        folder.write(folder.original(7), PNG);
        folder.write(folder.reconstruction("decoder-a", 7), PNG);
        var attack = new Outcome.AttackOutcome(
                "decoder",
                "decoder-a",
                Map.of("epochs", 3),
                "train",
                2,
                Map.of("mse", 0.02),
                Map.of("mse", new double[] {0.01, 0.03}),
                Map.of(7, Map.of("mse", 0.01)));
        return new Outcome(
                Map.of("accuracy", 0.75),
                List.of(attack),
                List.of(new Outcome.GalleryImage(7, 2, "circle")),
                GALLERY_HASH,
                Map.of("train", 1.5),
                Map.of("engine", "fake"));
    }
}
