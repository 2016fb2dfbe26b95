package lab.obscura.study;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import lab.obscura.export.Data;
import lab.obscura.export.Export;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * What every run of a study found out, as one file: whoever doubts a mean, an interval or a rank can compute it anew. A row per run that
 * has succeeded and attack, unrounded, with every metric of the network and of the attack.
 */
@Component
final class StudyRunsFile {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<Map<String, Double>> NUMBERS = new TypeReference<>() {};
    private static final List<String> FACTS =
            List.of("obscura", "engine", "numericsVersion", "trainingHash", "attackHash");

    private final JdbcClient jdbc;

    StudyRunsFile(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * One attack of one run.
     *
     * @param labels axis to value
     * @param network its metrics
     * @param attacked the attack's metrics; none when the run has no attack
     */
    private record Line(
            Map<String, String> labels,
            String experiment,
            String run,
            long seed,
            Map<String, Double> network,
            String attack,
            String verdict,
            Map<String, Double> attacked,
            Map<String, String> provenance) {}

    Export of(StoredStudy study) {
        return Export.csv("runs-" + study.name(), data(lines(study.id())));
    }

    private List<Line> lines(StudyId study) {
        return jdbc.sql("""
                        select c.labels, c.experiment_id, r.id, r.seed, o.provenance, a.slug, lower(a.adequacy ->> 'verdict') as verdict,
                               (select jsonb_object_agg(m.metric, m.value) from run_metrics m where m.run_id = r.id) as network,
                               (select jsonb_object_agg(m.metric, m.mean) from attack_metrics m
                                 where m.run_id = r.id and m.slug = a.slug) as attacked
                          from study_cells c
                          join runs r on r.experiment_id = c.experiment_id and r.seed = any (c.seeds) and r.state = 'SUCCEEDED'
                          join outcomes o on o.run_id = r.id
                          left join attack_results a on a.run_id = r.id
                         where c.study_id = :study order by c.number, array_position(c.seeds, r.seed), a.number
                        """)
                .param("study", study.value())
                .query(StudyRunsFile::line)
                .list();
    }

    private static Line line(ResultSet row, int index) throws SQLException {
        return new Line(
                CellLabels.read(row.getString("labels")),
                row.getString("experiment_id"),
                row.getString("id"),
                row.getLong("seed"),
                numbers(row.getString("network")),
                Optional.ofNullable(row.getString("slug")).orElse(""),
                Optional.ofNullable(row.getString("verdict")).orElse(""),
                numbers(row.getString("attacked")),
                JSON.readValue(row.getString("provenance"), new TypeReference<>() {}));
    }

    private static Map<String, Double> numbers(String json) {
        return json == null ? Map.of() : JSON.readValue(json, NUMBERS);
    }

    private static Data data(List<Line> lines) {
        List<String> axes = lines.stream()
                .flatMap(line -> line.labels().keySet().stream())
                .distinct()
                .toList();
        List<String> ofNetwork = names(lines, Line::network);
        List<String> ofAttack = names(lines, Line::attacked);
        List<String> columns = Stream.of(
                        axes.stream().map(Data::name),
                        Stream.of("experiment", "run", "seed"),
                        ofNetwork.stream().map(metric -> Data.name("network." + metric)),
                        Stream.of("attack", "verdict"),
                        ofAttack.stream().map(metric -> Data.name("attack." + metric)),
                        FACTS.stream())
                .flatMap(names -> names)
                .toList();
        return new Data(
                columns,
                lines.stream()
                        .map(line -> {
                            var row = new Data.Row();
                            axes.forEach(axis -> row.add(line.labels().get(axis)));
                            row.add(line.experiment(), line.run(), line.seed());
                            ofNetwork.forEach(metric -> row.add(line.network().get(metric)));
                            row.add(line.attack(), line.verdict());
                            ofAttack.forEach(metric -> row.add(line.attacked().get(metric)));
                            FACTS.forEach(fact -> row.add(line.provenance().get(fact)));
                            return row.cells();
                        })
                        .toList());
    }

    private static List<String> names(List<Line> lines, Function<Line, Map<String, Double>> numbers) {
        var names = new TreeSet<String>();
        lines.forEach(line -> names.addAll(numbers.apply(line).keySet()));
        return List.copyOf(names);
    }
}
