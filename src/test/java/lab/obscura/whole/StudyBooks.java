package lab.obscura.whole;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Looks past a service into its built-in database: whether its studies are whole, and who works on them. It can cut connections, too. */
final class StudyBooks {

    private static final int SEEDS = 5;
    private static final int PORT_LINE = 3;

    /** What must never be, each counted. Every experiment and run here belongs to the only study. */
    private static final String BROKEN = """
            select 'studies with too few or too many cells', count(*) from studies s
             where :cells <> (select count(*) from study_cells c where c.study_id = s.id)
             union all
            select 'cells without all of their runs', count(*) from study_cells c
             where :seeds <> cardinality(c.seeds)
                or :seeds <> (select count(*) from runs r where r.experiment_id = c.experiment_id and r.seed = any (c.seeds))
             union all
            select 'experiments without a cell', count(*) from experiments e
             where not exists (select from study_cells c where c.experiment_id = e.id)
             union all
            select 'runs without a study', count(*) from runs r
             where not exists (select from study_runs s where s.run_id = r.id)
             union all
            select 'runs without their first change', count(*) from runs r
             where 1 <> (select count(*) from run_changes c where c.run_id = r.id)
             union all
            select 'runs without their first event', count(*) from runs r
             where 1 <> (select count(*) from run_events v where v.run_id = r.id)
             union all
            select 'rows of no run', (select count(*) from run_changes) + (select count(*) from run_events)
                                     + (select count(*) from study_runs) - 3 * (select count(*) from runs)
             union all
            select 'runs too many or too few', (select count(*) from runs) - :cells * :seeds * (select count(*) from studies)
            """;

    private final JdbcClient jdbc;

    /** @param home of a service that runs */
    StudyBooks(Path home) {
        Path folder = home.resolve("postgresql");
        var database = new PGSimpleDataSource();
        try {
            String port =
                    Files.readAllLines(folder.resolve("data/postmaster.pid")).get(PORT_LINE);
            database.setURL("jdbc:postgresql://127.0.0.1:" + port.strip() + "/postgres");
            database.setUser("obscura_service");
            database.setPassword(
                    Files.readString(folder.resolve("service-password")).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.jdbc = JdbcClient.create(database);
    }

    /**
     * How large a study is.
     *
     * @param cells a multiple of five; each has five seeds
     */
    record Size(int cells) {

        int runs() {
            return cells * SEEDS;
        }

        /** One that shares no experiment with those of other sizes. */
        String study(String name) {
            return String.format(Locale.ROOT, """
                    {"name": "%s", "seeds": "1-5",
                     "base": {"dataset": {"id": "shapes", "trainLimit": %d, "testLimit": 200}, "network": {"backbone": "cnn-4"},
                              "defense": [{"part": "gaussian-noise"}, {"part": "conditional-entropy"}]},
                     "axes": [{"path": "/defense/0/standardDeviation", "values": "0.01..0.4 %d"},
                              {"path": "/defense/1/weight", "values": "1..5 5"}]}
                    """, name, 1_000 + cells, cells / 5);
        }
    }

    long studies() {
        return jdbc.sql("select count(*) from studies").query(Long.class).single();
    }

    /** Ends the connections of the service that are in a transaction; how many these were. */
    int cut() {
        return jdbc.sql("""
                        select count(pg_terminate_backend(pid)) from pg_stat_activity
                         where datname = current_database() and usename = current_user and pid <> pg_backend_pid()
                           and backend_type = 'client backend' and xact_start is not null
                        """).query(Integer.class).single();
    }

    /** What is not whole, or left of something else, with how often; empty where every study has all that belongs to it. */
    List<String> faults(Size size) {
        return jdbc
                .sql(BROKEN)
                .param("cells", size.cells())
                .param("seeds", SEEDS)
                .query((row, index) -> Map.entry(row.getString(1), row.getLong(2)))
                .list()
                .stream()
                .filter(count -> count.getValue() != 0)
                .map(count -> count.getValue() + " " + count.getKey())
                .toList();
    }
}
