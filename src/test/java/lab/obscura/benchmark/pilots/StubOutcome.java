package lab.obscura.benchmark.pilots;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lab.obscura.engine.attack.Learning;
import lab.obscura.engine.run.folder.AttemptFolder;
import lab.obscura.engine.run.folder.Judgment;
import lab.obscura.engine.run.folder.Outcome;

/** The outcome of a run with three attacks, as large as those of real ones: 16 pictures each, an encoder of 250 KB. */
record StubOutcome(AttemptFolder folder, Outcome outcome) {

    private static final int PICTURES = 16;
    private static final int PICTURE_BYTES = 2_400;
    private static final int ENCODER_BYTES = 250_000;
    private static final int THUMBNAIL_BYTES = 20_000;
    private static final int IMAGES = 1_000;
    private static final List<String> ATTACKS = List.of("decoder-a", "decoder-b", "inversion");

    static StubOutcome in(Path path) {
        var folder = new AttemptFolder(path);
        var random = new Random(1);
        folder.write(folder.encoder(), bytes(random, ENCODER_BYTES));
        folder.write(folder.thumbnail(), bytes(random, THUMBNAIL_BYTES));
        for (int image = 0; image < PICTURES; image++) {
            folder.write(folder.original(image), bytes(random, PICTURE_BYTES));
            for (String attack : ATTACKS) {
                folder.write(folder.reconstruction(attack, image), bytes(random, PICTURE_BYTES));
            }
        }
        return new StubOutcome(folder, found());
    }

    private static Outcome found() {
        return new Outcome(
                Map.of("accuracy", 0.75, "edgeParameters", 60_000.0),
                ATTACKS.stream().map(StubOutcome::attack).toList(),
                List.of(),
                List.of(),
                IntStream.range(0, PICTURES)
                        .mapToObj(image -> new Outcome.GalleryImage(image, image % 10, "circle"))
                        .toList(),
                "1".repeat(64),
                Map.of("train", 1200.0, "attack", 600.0),
                Map.of("engine", "stub"),
                List.of(),
                Judgment.NONE);
    }

    private static Outcome.AttackOutcome attack(String slug) {
        double[] scores = new Random(2).doubles(IMAGES).toArray();
        return new Outcome.AttackOutcome(
                "decoder",
                slug,
                Map.of("epochs", 15),
                "train",
                IntStream.range(0, IMAGES).toArray(),
                Map.of("mse", 0.02, "ssim", 0.4),
                Map.of("mse", scores, "ssim", scores),
                IntStream.range(0, PICTURES)
                        .boxed()
                        .collect(Collectors.toMap(image -> image, image -> Map.of("mse", 0.01))),
                Learning.NONE);
    }

    private static byte[] bytes(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
