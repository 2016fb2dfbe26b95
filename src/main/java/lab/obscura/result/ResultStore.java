package lab.obscura.result;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import lab.obscura.engine.run.folder.Adequacy;
import lab.obscura.engine.run.folder.AttackerOutcome;
import lab.obscura.engine.run.folder.AttemptFolder;
import lab.obscura.engine.run.folder.Outcome;
import lab.obscura.queue.RunId;
import lab.obscura.queue.TextArray;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Stores what a run found out, with its pictures. To be called in the transaction that makes the run succeed: then there is exactly
 * one outcome for a run that succeeded, and none for any other.
 */
@Component
public final class ResultStore {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JdbcClient jdbc;

    public ResultStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public void store(RunId run, Outcome outcome, AttemptFolder folder) {
        storeOutcome(run, outcome, folder);
        storeMetrics(run, outcome.metrics());
        storeGallery(run, outcome, folder);
        int number = 0;
        for (Outcome.AttackOutcome attack : outcome.attacks()) {
            storeAttack(run, number++, attack, outcome.judgment().of(attack.slug()));
            storeScores(run, attack);
            storeReconstructions(run, attack, outcome.gallery(), folder);
        }
        outcome.attackers().forEach(attacker -> storeWorstCase(run, attacker));
        // The gallery takes their place.
        jdbc.sql("delete from interim_pictures where run_id = :run")
                .param("run", run.value())
                .update();
        countBytes(run);
    }

    /** What counts against a quota of bytes: all that belongs to this run alone. */
    private void countBytes(RunId run) {
        jdbc.sql("""
                        update runs set stored_bytes =
                               (select octet_length(thumbnail) + octet_length(encoder) from outcomes where run_id = :run)
                               + (select coalesce(sum(octet_length(png)), 0) from reconstructions where run_id = :run)
                               + (select coalesce(sum(pg_column_size(s.*)), 0) from attack_scores s where run_id = :run)
                               + (select coalesce(sum(pg_column_size(c.*)), 0) from curve_points c where run_id = :run)
                               + (select coalesce(sum(pg_column_size(v.*)), 0) from run_events v where run_id = :run)
                         where id = :run
                        """).param("run", run.value()).update();
    }

    private void storeWorstCase(RunId run, AttackerOutcome attacker) {
        jdbc.sql("""
                        insert into worst_cases (run_id, threat_model, knowledge, images, attacks, adequacy, means)
                        values (:run, :threatModel, :knowledge, :images, cast(:attacks as text[]), cast(:adequacy as jsonb),
                                cast(:means as jsonb))
                        """)
                .param("run", run.value())
                .param("threatModel", attacker.threatModel())
                .param("knowledge", attacker.knowledge())
                .param("images", attacker.images())
                .param("attacks", TextArray.of(attacker.attacks()))
                .param("adequacy", JSON.writeValueAsString(attacker.adequacy()))
                .param("means", JSON.writeValueAsString(attacker.means()))
                .update();
    }

    private void storeOutcome(RunId run, Outcome outcome, AttemptFolder folder) {
        jdbc.sql("""
                        insert into outcomes (run_id, timings, provenance, warnings, thumbnail, encoder, standing, standing_reason)
                        values (:run, cast(:timings as jsonb), cast(:provenance as jsonb), cast(:warnings as jsonb), :thumbnail,
                                :encoder, :standing, :reason)
                        """)
                .param("run", run.value())
                .param("timings", JSON.writeValueAsString(outcome.timings()))
                .param("provenance", JSON.writeValueAsString(outcome.provenance()))
                .param("warnings", JSON.writeValueAsString(outcome.warnings()))
                .param("thumbnail", bytes(folder.thumbnail()))
                .param("encoder", bytes(folder.encoder()))
                .param("standing", outcome.judgment().standing().name())
                .param("reason", outcome.judgment().reason())
                .update();
    }

    private void storeMetrics(RunId run, Map<String, Double> metrics) {
        jdbc.sql("""
                        insert into run_metrics (run_id, metric, value)
                        select :run, key, cast(value as double precision) from jsonb_each_text(cast(:metrics as jsonb))
                        """)
                .param("run", run.value())
                .param("metrics", JSON.writeValueAsString(metrics))
                .update();
    }

    /** The images of a gallery are shared by all runs on it: the first one brings them. */
    private void storeGallery(RunId run, Outcome outcome, AttemptFolder folder) {
        for (Outcome.GalleryImage image : outcome.gallery()) {
            jdbc.sql("""
                            insert into gallery_images (gallery_hash, index, label, class_name, png)
                            values (:gallery, :index, :label, :className, :png) on conflict do nothing
                            """)
                    .param("gallery", outcome.galleryHash())
                    .param("index", image.index())
                    .param("label", image.label())
                    .param("className", image.className())
                    .param("png", bytes(folder.original(image.index())))
                    .update();
        }
        jdbc.sql("insert into run_galleries (run_id, gallery_hash) values (:run, :gallery)")
                .param("run", run.value())
                .param("gallery", outcome.galleryHash())
                .update();
    }

    private void storeAttack(RunId run, int number, Outcome.AttackOutcome attack, Adequacy adequacy) {
        jdbc.sql("""
                        insert into attack_results (run_id, slug, number, attack, settings, knowledge, evaluated, adequacy)
                        values (:run, :slug, :number, :attack, cast(:settings as jsonb), :knowledge, :evaluated,
                                cast(:adequacy as jsonb))
                        """)
                .param("run", run.value())
                .param("slug", attack.slug())
                .param("number", number)
                .param("attack", attack.attack())
                .param("settings", JSON.writeValueAsString(attack.settings()))
                .param("knowledge", attack.knowledge())
                .param("evaluated", attack.evaluated())
                .param("adequacy", JSON.writeValueAsString(adequacy))
                .update();
        jdbc.sql("""
                        insert into attack_metrics (run_id, slug, metric, mean)
                        select :run, :slug, key, cast(value as double precision) from jsonb_each_text(cast(:means as jsonb))
                        """)
                .param("run", run.value())
                .param("slug", attack.slug())
                .param("means", JSON.writeValueAsString(attack.means()))
                .update();
    }

    private void storeScores(RunId run, Outcome.AttackOutcome attack) {
        attack.scores()
                .forEach((metric, scores) -> jdbc.sql("""
                        insert into attack_scores (run_id, slug, metric, scores)
                        values (:run, :slug, :metric, :scores)
                        """)
                        .param("run", run.value())
                        .param("slug", attack.slug())
                        .param("metric", metric)
                        .param("scores", scores)
                        .update());
    }

    private void storeReconstructions(
            RunId run, Outcome.AttackOutcome attack, List<Outcome.GalleryImage> gallery, AttemptFolder folder) {
        for (Outcome.GalleryImage image : gallery) {
            jdbc.sql("""
                            insert into reconstructions (run_id, slug, index, png, scores)
                            values (:run, :slug, :index, :png, cast(:scores as jsonb))
                            """)
                    .param("run", run.value())
                    .param("slug", attack.slug())
                    .param("index", image.index())
                    .param("png", bytes(folder.reconstruction(attack.slug(), image.index())))
                    .param(
                            "scores",
                            JSON.writeValueAsString(attack.galleryScores().getOrDefault(image.index(), Map.of())))
                    .update();
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read what the attempt wrote: " + file, e);
        }
    }
}
