package lab.obscura.result;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.imageio.ImageIO;
import lab.obscura.account.Actor;
import lab.obscura.engine.attack.Learning;
import lab.obscura.engine.attack.ThreatModel;
import lab.obscura.engine.estimate.Resources;
import lab.obscura.engine.run.SmallEncoder;
import lab.obscura.engine.run.folder.Adequacy;
import lab.obscura.engine.run.folder.AttackerOutcome;
import lab.obscura.engine.run.folder.AttemptFolder;
import lab.obscura.engine.run.folder.Judgment;
import lab.obscura.engine.run.folder.Outcome;
import lab.obscura.queue.ExperimentId;
import lab.obscura.queue.NewRun;
import lab.obscura.queue.Queue;
import lab.obscura.queue.RunId;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes experiments and runs into the database as if a worker had finished them. */
public final class FinishedRuns {

    private final JdbcClient jdbc;
    private final Queue queue;
    private final ResultStore store;

    public FinishedRuns(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.queue = new Queue(jdbc);
        this.store = new ResultStore(jdbc);
    }

    /**
     * A run to be written, with good defaults.
     *
     * @param row two runs with the same one are one row of a board
     * @param part id of its only defense part; empty for the undefended network
     * @param weight of that part
     * @param images two runs with the same one were attacked on the same images
     * @param standing of the run
     * @param adequacy of its only attack
     */
    public record Plan(
            String dataset,
            String name,
            String row,
            String part,
            double weight,
            long seed,
            String slug,
            double accuracy,
            double mse,
            String images,
            Judgment.Standing standing,
            Adequacy adequacy) {

        public static Plan on(String dataset) {
            var adequate = new Adequacy(Adequacy.Verdict.ADEQUATE, List.of(), List.of());
            return new Plan(
                    dataset,
                    "a definition",
                    "a",
                    "",
                    16,
                    1,
                    "decoder-res-n0c16-train",
                    0.9,
                    0.03,
                    "images",
                    Judgment.Standing.ADEQUATE,
                    adequate);
        }

        public Plan row(String changed) {
            return new Plan(
                    dataset, changed, changed, part, weight, seed, slug, accuracy, mse, images, standing, adequacy);
        }

        public Plan part(String changed) {
            return new Plan(dataset, name, row, changed, weight, seed, slug, accuracy, mse, images, standing, adequacy);
        }

        public Plan weight(double changed) {
            return new Plan(dataset, name, row, part, changed, seed, slug, accuracy, mse, images, standing, adequacy);
        }

        public Plan accuracy(double changed) {
            return new Plan(dataset, name, row, part, weight, seed, slug, changed, mse, images, standing, adequacy);
        }

        public Plan named(String changed) {
            return new Plan(dataset, changed, row, part, weight, seed, slug, accuracy, mse, images, standing, adequacy);
        }

        public Plan seed(long changed) {
            return new Plan(dataset, name, row, part, weight, changed, slug, accuracy, mse, images, standing, adequacy);
        }

        public Plan slug(String changed) {
            return new Plan(dataset, name, row, part, weight, seed, changed, accuracy, mse, images, standing, adequacy);
        }

        public Plan mse(double changed) {
            return new Plan(
                    dataset, name, row, part, weight, seed, slug, accuracy, changed, images, standing, adequacy);
        }

        public Plan images(String changed) {
            return new Plan(dataset, name, row, part, weight, seed, slug, accuracy, mse, changed, standing, adequacy);
        }

        public Plan standing(Judgment.Standing changed) {
            return new Plan(dataset, name, row, part, weight, seed, slug, accuracy, mse, images, changed, adequacy);
        }

        /** Its attack is inadequate, and with it the run. */
        public Plan inadequate(String reason) {
            var weak = new Adequacy(Adequacy.Verdict.INADEQUATE, List.of(reason), List.of());
            var weakRun = Judgment.Standing.INADEQUATE;
            return new Plan(dataset, name, row, part, weight, seed, slug, accuracy, mse, images, weakRun, weak);
        }
    }

    /** A run that waits. */
    public RunId queued(Plan plan) {
        var experiment = new ExperimentId(UUID.randomUUID());
        String defense = plan.part().isEmpty()
                ? "[]"
                : "[{\"part\": \"" + plan.part() + "\", \"weight\": " + plan.weight() + "}]";
        jdbc.sql("""
                        insert into experiments (id, name, submitter, posted, definition, row_hash, dataset, data_hash, backbone, cut_layer)
                        values (:id, :name, 'ada', '{}', cast(:definition as jsonb), :row, :dataset, :data, 'cnn-4', 2)
                        """)
                .param("id", experiment.value())
                .param("name", plan.name())
                .param("definition", """
                        {"name": "a definition", "dataset": {"id": "%s"}, "network": {"backbone": "cnn-4", "cutLayer": 2},
                         "defense": %s, "attacks": [{"attack": "decoder"}], "seeds": [%d]}
                        """.formatted(plan.dataset(), defense, plan.seed()))
                .param("row", padded(plan.row() + " of " + plan.dataset()))
                .param("dataset", plan.dataset())
                .param("data", padded("data"))
                .update();
        RunId run = RunId.random();
        List<String> tags = List.of("tag of " + plan.dataset());
        queue.submit(List.of(new NewRun(
                run,
                experiment,
                plan.seed(),
                new Actor("ada"),
                0,
                tags,
                Resources.UNKNOWN,
                NewRun.Forecast.NONE,
                padded("t"),
                padded("a"))));
        return run;
    }

    /** A run that has succeeded. */
    public RunId succeeded(Plan plan) {
        RunId run = queued(plan);
        store.store(run, outcome(plan), folder(plan));
        jdbc.sql("update runs set state = 'SUCCEEDED', progress = 1, finished_at = current_instant() where id = :run")
                .param("run", run.value())
                .update();
        return run;
    }

    private static Outcome outcome(Plan plan) {
        Map<String, Double> scores = Map.of("mse", plan.mse(), "psnr", 15.0, "ssim", 0.4, "mse.cem", plan.mse());
        var means = new HashMap<>(scores);
        means.put("mse.constantGuess", 0.1);
        var attack = new Outcome.AttackOutcome(
                "decoder",
                plan.slug(),
                Map.of("decoder", "res-n0c16"),
                plan.slug().endsWith("infer") ? "infer" : "train",
                new int[] {1800, 1900},
                means,
                Map.of("mse", new double[] {plan.mse(), plan.mse()}),
                Map.of(1800, scores, 1900, scores),
                Learning.NONE);
        return new Outcome(
                Map.of("accuracy", plan.accuracy(), "edgeParameters", 1234.0, "worstCase.mse", plan.mse()),
                List.of(attack),
                List.of(),
                ThreatModel.Level.levels().stream()
                        .map(level -> new AttackerOutcome(
                                level, attack.knowledge(), 2, List.of(plan.slug()), plan.adequacy(), means))
                        .toList(),
                List.of(new Outcome.GalleryImage(1800, 0, "disc"), new Outcome.GalleryImage(1900, 1, "square")),
                padded(plan.images()),
                Map.of("training", 1.5),
                Map.of("engine", "a test"),
                List.of("a part: did not do its work"),
                new Judgment(
                        plan.standing(),
                        plan.standing() == Judgment.Standing.ADEQUATE ? "" : "because of " + plan.standing(),
                        Map.of(plan.slug(), plan.adequacy())));
    }

    private static AttemptFolder folder(Plan plan) {
        try {
            Path parent = Files.createDirectories(Path.of("target", "finished-runs"));
            var folder = new AttemptFolder(Files.createTempDirectory(parent, "run"));
            folder.write(folder.thumbnail(), png());
            folder.write(folder.encoder(), SmallEncoder.file().toBytes());
            for (int index : new int[] {1800, 1900}) {
                folder.write(folder.original(index), png());
                folder.write(folder.reconstruction(plan.slug(), index), png());
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Two pixels by one: black, white. */
    private static byte[] png() throws IOException {
        var image = new BufferedImage(2, 1, BufferedImage.TYPE_INT_RGB);
        image.setRGB(1, 0, 0xffffff);
        var out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }

    private static String padded(String text) {
        return text + "0".repeat(64 - text.length());
    }
}
