package lab.obscura.execution.child;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lab.obscura.engine.attack.Learning;
import lab.obscura.engine.checkpoint.Position;
import lab.obscura.engine.progress.RunContext;
import lab.obscura.engine.progress.RunEvent;
import lab.obscura.engine.progress.TrainingDivergedException;
import lab.obscura.engine.run.folder.AttemptFolder;
import lab.obscura.engine.run.folder.Judgment;
import lab.obscura.engine.run.folder.Outcome;
import lab.obscura.engine.settings.FieldError;
import lab.obscura.engine.settings.SettingsException;
import lab.obscura.platform.Arguments;
import lab.obscura.platform.process.BriefJvm;

/** A child process that computes nothing, but speaks like a real one. What it does is the definition's name. */
public final class FakeChild {

    /** What starts it. It ends before the second compiler would have gained anything. */
    public static final List<String> PROGRAM = List.of(BriefJvm.OPTIONS, FakeChild.class.getName());

    public static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G'};
    public static final String GALLERY_HASH = "1".repeat(64);

    private FakeChild() {}

    public static void main(String[] arguments) {
        Arguments read = Arguments.read(arguments, AttemptCommand.OPTIONS);
        var code = new AttemptCommand(FakeChild::compute, System.in)
                .run(
                        Path.of(read.required("folder")),
                        Path.of(read.required("checkpoints")),
                        Long.parseLong(read.required("seed")));
        Runtime.getRuntime().halt(code.code());
    }

    public static Outcome compute(Map<String, Object> definition, long seed, AttemptFolder folder, RunContext context) {
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
            case "works a little" -> workALittle(folder, train);
            case "shows pictures and diverges" -> show(folder, train, true);
            case "shows pictures" -> show(folder, train, false);
            case "shows its card" -> train.log("card " + System.getenv("CUDA_VISIBLE_DEVICES"));
            case "draws on" -> drawOn(folder, train);
            case "counts on" -> countOn(definition, folder, train);
            case "crashes natively" -> crashNatively();
            case "fills its heap" -> fillHeap();
            case "is killed for its memory" -> Runtime.getRuntime().halt(137);
            case "waits unless resumed" -> waitUnlessResumed(folder, train);
            case "dies once" -> dieUnlessResumed(folder, train);
            default -> train.point("loss", 2, 1.5);
        }
        return outcome(folder);
    }

    /** Half a second, with a checkpoint in the middle. */
    private static void workALittle(AttemptFolder folder, RunContext context) {
        for (int step = 2; step <= 5; step++) {
            pause(125);
            context.checkStop();
            context.point("loss", step, 1.0 / step);
            if (step == 3) {
                folder.write(folder.checkpoints().resolve("epoch-3"), PNG);
                context.progress(0.5);
                context.checkpointed(new Position(3, 0));
            }
        }
    }

    /** An epoch of an attack with a picture. */
    private static void show(AttemptFolder folder, RunContext context, boolean diverges) {
        folder.write(folder.interim("decoder-a"), PNG);
        context.stage("attack decoder-a", 0.5, 1).progress(0.5, "epoch 3 of 24");
        context.listener().heard(new RunEvent.Interim("decoder-a", "epoch 3 of 24"));
        if (diverges) {
            throw new TrainingDivergedException("Loss", 4, 1, 0.05);
        }
    }

    /** Says in every line which attempt is speaking, until it is told to stop or the file {@code enough} lies beside its checkpoints. */
    private static void drawOn(AttemptFolder folder, RunContext context) {
        Path enough = folder.checkpoints().resolve("enough");
        for (int step = 2; !Files.exists(enough); step++) {
            context.checkStop();
            context.point("loss", step, 1.0 / step);
            context.log("attempt " + folder.path().getFileName());
            pause(50);
        }
    }

    /**
     * A sum in which every step depends on all before, with a checkpoint behind each: whoever resumes elsewhere has other numbers, or none, unless he
     * found the newest one. {@code steps} of them; the first attempt pauses {@code pause} milliseconds behind each.
     */
    private static void countOn(Map<String, Object> definition, AttemptFolder folder, RunContext context) {
        Path checkpoint = folder.checkpoints().resolve("sum");
        int steps = ((Number) definition.get("steps")).intValue();
        boolean isFirst = folder.path().getFileName().toString().equals("1");
        long pause = isFirst ? ((Number) definition.get("pause")).longValue() : 0;
        String[] before = read(checkpoint).split(" ");
        long sum = Long.parseLong(before[1]);
        for (int step = Integer.parseInt(before[0]) + 1; step <= steps; step++) {
            context.checkStop();
            sum = (sum * 31 + step) % 1_000_003;
            context.point("sum", step, sum);
            folder.write(checkpoint, (step + " " + sum).getBytes(StandardCharsets.US_ASCII));
            context.checkpointed(new Position(step, 0));
            pause(pause);
        }
    }

    private static String read(Path checkpoint) {
        try {
            return Files.exists(checkpoint) ? Files.readString(checkpoint) : "1 7";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As native code does that touches memory which is not its own. */
    private static void crashNatively() {
        try {
            new ProcessBuilder("kill", "-SEGV", "" + ProcessHandle.current().pid())
                    .start()
                    .waitFor();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
        pause(60_000);
    }

    private static void fillHeap() {
        List<byte[]> kept = new ArrayList<>();
        while (true) {
            kept.add(new byte[16 << 20]);
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void dieUnlessResumed(AttemptFolder folder, RunContext context) {
        Path checkpoint = folder.checkpoints().resolve("epoch-1");
        if (!checkpoint.toFile().exists()) {
            folder.write(checkpoint, PNG);
            context.checkpointed(new Position(1, 0));
            Runtime.getRuntime().halt(137);
        }
        context.point("loss", 2, 1.5);
    }

    private static void waitUnlessResumed(AttemptFolder folder, RunContext context) {
        Path checkpoint = folder.checkpoints().resolve("epoch-1");
        if (!checkpoint.toFile().exists()) {
            folder.write(checkpoint, PNG);
            context.checkpointed(new Position(1, 0));
            context.log("checkpoint written");
            waitForever(context, true);
        }
        context.log("resumed");
    }

    private static void waitForever(RunContext context, boolean asks) {
        while (true) {
            if (asks) {
                context.checkStop();
            }
            pause(20);
        }
    }

    public static Outcome outcome(AttemptFolder folder) {
        folder.write(folder.encoder(), PNG);
        folder.write(folder.thumbnail(), PNG);
        folder.write(folder.original(7), PNG);
        folder.write(folder.reconstruction("decoder-a", 7), PNG);
        var attack = new Outcome.AttackOutcome(
                "decoder",
                "decoder-a",
                Map.of("epochs", 3),
                "train",
                new int[] {7, 8},
                Map.of("mse", 0.02),
                Map.of("mse", new double[] {0.01, 0.03}),
                Map.of(7, Map.of("mse", 0.01)),
                Learning.NONE);
        return new Outcome(
                Map.of("accuracy", 0.75),
                List.of(attack),
                List.of(),
                List.of(),
                List.of(new Outcome.GalleryImage(7, 2, "circle")),
                GALLERY_HASH,
                Map.of("train", 1.5),
                Map.of("engine", "fake"),
                List.of("a part: did not do its work"),
                Judgment.NONE);
    }
}
