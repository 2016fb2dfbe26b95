package lab.obscura.benchmark;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import lab.obscura.engine.data.Datasets;
import lab.obscura.engine.data.facts.DatasetListing;
import lab.obscura.engine.data.registry.Patience;
import org.springframework.util.FileSystemUtils;

/**
 * How long the listing of a data set of very many files takes, for the first time and afterwards:
 * {@code ./mvnw -o -q -Pbenchmark test-compile exec:exec -Dbenchmark=ListingBenchmark}.
 */
public final class ListingBenchmark {

    private static final int PICTURES = Integer.getInteger("benchmark.pictures", 100_000);
    private static final int ROUNDS = Integer.getInteger("benchmark.rounds", 50);
    private static final int CLASSES = 10;

    private ListingBenchmark() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("listing-benchmark");
        try {
            write(folder.resolve("data/many/train"));
            Datasets datasets = datasets(folder);
            double first = seconds(datasets, Patience.ENDLESS);
            List<Double> again = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                Thread.sleep(200); // as people and pages ask
                again.add(1000 * seconds(datasets, Patience.OF_A_REQUEST));
            }
            double restarted = seconds(datasets(folder), Patience.ENDLESS);
            System.out.println(
                    "| pictures | first listing, s | the next ones, ms | first one after a restart, s |\n|---|---|---|---|");
            System.out.printf(
                    "| %d | %.1f | %s | %.1f |%n", PICTURES, first, new Rounds(again).text("%.1f"), restarted);
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    private static Datasets datasets(Path folder) {
        return new Datasets(folder.resolve("data"), folder.resolve("cache"));
    }

    private static double seconds(Datasets datasets, Patience patience) {
        long begin = System.nanoTime();
        List<DatasetListing> listed = datasets.list(patience);
        double seconds = (System.nanoTime() - begin) / 1e9;
        if (!listed.stream().allMatch(DatasetListing.Usable.class::isInstance)) {
            throw new IllegalStateException("All should be usable: " + listed);
        }
        return seconds;
    }

    /** Pictures of 2 × 2, no two alike. */
    private static void write(Path train) throws IOException {
        ImageIO.setUseCache(false);
        for (int i = 0; i < PICTURES; i++) {
            Path folder = Files.createDirectories(train.resolve(String.valueOf(i % CLASSES)));
            var picture = new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB);
            picture.setRGB(0, 0, i);
            ImageIO.write(picture, "png", folder.resolve(i + ".png").toFile());
        }
    }
}
