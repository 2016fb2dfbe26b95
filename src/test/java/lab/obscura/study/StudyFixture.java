package lab.obscura.study;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Small studies, and runs of them that have succeeded without being computed. */
final class StudyFixture {

    private StudyFixture() {}

    /** Two defenses, two strengths; with images of its own limit it shares nothing with another. */
    static String study(int limit, String name, String seeds) {
        return """
                {"name": "%s", "seeds": %s,
                 "base": {"dataset": {"id": "shapes", "trainLimit": %d, "testLimit": 200}, "network": {"backbone": "cnn-4"}},
                 "axes": [{"name": "defense", "values": [
                             {"label": "noise", "set": {"/defense": [{"part": "gaussian-noise"}]}},
                             {"label": "both", "set": {"/defense": [{"part": "gaussian-noise"}, {"part": "feature-dropping"}]}}]},
                          {"name": "σ", "path": "/defense/0/standardDeviation", "values": [0.1, 0.2]}]}
                """.formatted(name, seeds, limit);
    }

    /** As a worker writes it. */
    static void succeed(JdbcClient jdbc, String study, long seed, int seconds) {
        String runs = jdbc.sql("""
                        select r.id from study_runs s join runs r on r.id = s.run_id
                         where s.study_id = cast(:study as uuid) and r.seed = :seed
                        """).param("study", study).param("seed", seed).query(String.class).list().stream()
                .collect(Collectors.joining(",", "{", "}"));
        Stream.of(
                        "insert into outcomes (run_id, timings, provenance, thumbnail, encoder) select r, '{\"training\": 60.0}',"
                                + " '{}', '', '' from unnest(cast(:runs as uuid[])) r",
                        "insert into run_metrics select r, 'accuracy', 0.5 from unnest(cast(:runs as uuid[])) r",
                        "update runs set state = 'SUCCEEDED', progress = 1, attempt = 1, finished_at = current_instant(),"
                                + " started_at = current_instant() - interval '" + seconds
                                + " seconds' where id = any (cast(:runs as uuid[]))")
                .forEach(sql -> jdbc.sql(sql).param("runs", runs).update());
    }
}
