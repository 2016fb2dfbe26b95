package lab.obscura.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import lab.obscura.queue.Run;
import lab.obscura.queue.RunId;
import lab.obscura.result.StoredDefinition;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads all of a run that can be computed again. */
@Component
final class RunContents {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<Map<String, Double>> NUMBERS = new TypeReference<>() {};

    private final JdbcClient jdbc;

    RunContents(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The run's definition as it is stored.
     *
     * @param rowHash which row of a board it is
     */
    record Definition(Map<String, Object> json, String rowHash) {}

    /** A picture that an attack rebuilt, with what was measured on it. */
    record Rebuilt(byte[] png, Map<String, Double> scores) {}

    /** The worst case of one attacker. */
    record Attacker(
            String threatModel, String knowledge, int images, List<String> attacks, Map<String, Double> means) {}

    Definition definition(Run run) {
        return jdbc.sql("select definition, row_hash from experiments where id = :id")
                .param("id", run.experiment().value())
                .query((row, index) ->
                        new Definition(StoredDefinition.read(row.getString("definition")), row.getString("row_hash")))
                .single();
    }

    /** By index. */
    Map<Integer, byte[]> originals(RunId run) {
        var pictures = new TreeMap<Integer, byte[]>();
        jdbc.sql("""
                        select g.index, g.png from run_galleries own join gallery_images g on g.gallery_hash = own.gallery_hash
                         where own.run_id = :run
                        """).param("run", run.value()).query(row -> {
            pictures.put(row.getInt("index"), row.getBytes("png"));
        });
        return pictures;
    }

    /** By index. */
    Map<Integer, Rebuilt> rebuilt(RunId run, String slug) {
        var pictures = new TreeMap<Integer, Rebuilt>();
        jdbc.sql("select index, png, scores from reconstructions where run_id = :run and slug = :slug")
                .param("run", run.value())
                .param("slug", slug)
                .query(row -> {
                    pictures.put(
                            row.getInt("index"),
                            new Rebuilt(row.getBytes("png"), JSON.readValue(row.getString("scores"), NUMBERS)));
                });
        return pictures;
    }

    List<Attacker> attackers(RunId run) {
        var attackers = new ArrayList<Attacker>();
        jdbc.sql("select * from worst_cases where run_id = :run order by threat_model, knowledge")
                .param("run", run.value())
                .query(row -> {
                    attackers.add(new Attacker(
                            row.getString("threat_model"),
                            row.getString("knowledge"),
                            row.getInt("images"),
                            List.of((String[]) row.getArray("attacks").getArray()),
                            JSON.readValue(row.getString("means"), NUMBERS)));
                });
        return attackers;
    }
}
