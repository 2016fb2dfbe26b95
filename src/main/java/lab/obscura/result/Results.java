package lab.obscura.result;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.obscura.queue.RunId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads what runs found out. Everything is empty for a run that has not succeeded, except its curves. */
@Component
public final class Results {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<Map<String, Object>> SETTINGS = new TypeReference<>() {};
    private static final TypeReference<Map<String, Double>> NUMBERS = new TypeReference<>() {};
    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};
    private static final TypeReference<List<String>> SENTENCES = new TypeReference<>() {};
    private static final TypeReference<Map<String, Map<String, Double>>> SCORES = new TypeReference<>() {};

    private final JdbcClient jdbc;

    public Results(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Optional<RunResult> find(RunId run) {
        return jdbc.sql(
                        "select timings, provenance, warnings, standing, standing_reason from outcomes where run_id = :run")
                .param("run", run.value())
                .query((row, index) -> new RunResult(
                        metrics(run),
                        attacks(run),
                        JSON.readValue(row.getString("timings"), NUMBERS),
                        JSON.readValue(row.getString("provenance"), TEXTS),
                        JSON.readValue(row.getString("warnings"), SENTENCES),
                        RunStanding.stored(
                                Optional.ofNullable(row.getString("standing")),
                                Optional.ofNullable(row.getString("standing_reason")))))
                .optional();
    }

    public Map<String, Double> metrics(RunId run) {
        return numbers(
                "select coalesce(jsonb_object_agg(metric, value), '{}') from run_metrics where run_id = :run", run);
    }

    public List<AttackResult> attacks(RunId run) {
        return jdbc.sql("""
                        select a.*, (select coalesce(jsonb_object_agg(m.metric, m.mean), '{}') from attack_metrics m
                                      where m.run_id = a.run_id and m.slug = a.slug) as means
                          from attack_results a where a.run_id = :run order by a.number
                        """)
                .param("run", run.value())
                .query((row, index) -> new AttackResult(
                        row.getString("attack"),
                        row.getString("slug"),
                        JSON.readValue(row.getString("settings"), SETTINGS),
                        row.getString("knowledge"),
                        row.getInt("evaluated"),
                        JSON.readValue(row.getString("means"), NUMBERS),
                        AttackAdequacy.stored(Optional.ofNullable(row.getString("adequacy")))))
                .list();
    }

    /** One value per attacked image, in their order. */
    public Optional<double[]> scores(RunId run, String slug, String metric) {
        return jdbc.sql("select scores from attack_scores where run_id = :run and slug = :slug and metric = :metric")
                .param("run", run.value())
                .param("slug", slug)
                .param("metric", metric)
                .query((row, index) -> scores(row))
                .optional();
    }

    /** Metric to one value per attacked image, in their order. */
    public Map<String, double[]> scores(RunId run, String slug) {
        Map<String, double[]> scores = new LinkedHashMap<>();
        jdbc.sql("select metric, scores from attack_scores where run_id = :run and slug = :slug order by metric")
                .param("run", run.value())
                .param("slug", slug)
                .query(row -> {
                    scores.put(row.getString("metric"), scores(row));
                });
        return scores;
    }

    private static double[] scores(ResultSet row) throws SQLException {
        Double[] scores = (Double[]) row.getArray("scores").getArray();
        return List.of(scores).stream().mapToDouble(Double::doubleValue).toArray();
    }

    public List<GalleryEntry> gallery(RunId run) {
        return jdbc.sql("""
                        select g.index, g.label, g.class_name,
                               (select coalesce(jsonb_object_agg(r.slug, r.scores), '{}') from reconstructions r
                                 where r.run_id = own.run_id and r.index = g.index) as scores
                          from run_galleries own join gallery_images g on g.gallery_hash = own.gallery_hash
                         where own.run_id = :run order by g.index
                        """)
                .param("run", run.value())
                .query((row, index) -> new GalleryEntry(
                        row.getInt("index"),
                        row.getInt("label"),
                        row.getString("class_name"),
                        JSON.readValue(row.getString("scores"), SCORES)))
                .list();
    }

    /** The original of a gallery image as PNG. */
    public Optional<byte[]> original(RunId run, int index) {
        return bytes("""
                select g.png as content from run_galleries own join gallery_images g on g.gallery_hash = own.gallery_hash
                 where own.run_id = :run and g.index = :index
                """, run, "", index);
    }

    /** What an attack rebuilt of a gallery image, as PNG. */
    public Optional<byte[]> reconstruction(RunId run, String slug, int index) {
        return bytes(
                "select png as content from reconstructions where run_id = :run and slug = :slug and index = :index",
                run,
                slug,
                index);
    }

    /** A strip of originals above what the first attack rebuilt, as PNG. */
    public Optional<byte[]> thumbnail(RunId run) {
        return bytes("select thumbnail as content from outcomes where run_id = :run", run, "", 0);
    }

    /** The trained edge encoder in the checkpoint format. */
    public Optional<byte[]> encoder(RunId run) {
        return bytes("select encoder as content from outcomes where run_id = :run", run, "", 0);
    }

    /** Learning curves by series; also of a run that is still running. */
    public Map<String, List<CurvePoint>> curves(RunId run) {
        Map<String, List<CurvePoint>> curves = new LinkedHashMap<>();
        jdbc.sql("select series, step, value from curve_points where run_id = :run order by series, step")
                .param("run", run.value())
                .query(row -> {
                    curves.computeIfAbsent(row.getString("series"), series -> new ArrayList<>())
                            .add(new CurvePoint(row.getDouble("step"), row.getDouble("value")));
                });
        return curves;
    }

    private Map<String, Double> numbers(String sql, RunId run) {
        return jdbc.sql(sql)
                .param("run", run.value())
                .query((row, index) -> JSON.readValue(row.getString(1), NUMBERS))
                .single();
    }

    private Optional<byte[]> bytes(String sql, RunId run, String slug, int index) {
        return jdbc.sql(sql)
                .param("run", run.value())
                .param("slug", slug)
                .param("index", index)
                .query((row, number) -> row.getBytes("content"))
                .optional();
    }
}
