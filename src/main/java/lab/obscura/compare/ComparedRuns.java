package lab.obscura.compare;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import lab.obscura.queue.Run;
import lab.obscura.result.StoredDefinition;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads what makes runs comparable: their definitions and the images they show. */
@Component
final class ComparedRuns {

    private final JdbcClient jdbc;

    ComparedRuns(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What a run's numbers rest on.
     *
     * @param gallery identity of its images; empty until it succeeded
     */
    record Basis(UUID run, Map<String, Object> definition, String gallery) {}

    Map<Run, Basis> of(List<Run> runs) {
        String ids = runs.stream().map(run -> run.id().toString()).collect(Collectors.joining(",", "{", "}"));
        Map<UUID, Basis> bases = jdbc
                .sql("""
                        select r.id, e.definition, coalesce(g.gallery_hash, '') as gallery
                          from runs r
                          join experiments e on e.id = r.experiment_id
                          left join run_galleries g on g.run_id = r.id
                         where r.id = any (cast(:ids as uuid[]))
                        """)
                .param("ids", ids)
                .query((row, index) -> new Basis(
                        row.getObject("id", UUID.class),
                        StoredDefinition.read(row.getString("definition")),
                        row.getString("gallery")))
                .list()
                .stream()
                .collect(Collectors.toMap(Basis::run, Function.identity()));
        return runs.stream()
                .distinct()
                .collect(Collectors.toMap(
                        Function.identity(), run -> bases.get(run.id().value())));
    }
}
