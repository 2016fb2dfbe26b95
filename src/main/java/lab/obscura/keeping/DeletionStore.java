package lab.obscura.keeping;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import lab.obscura.queue.RunId;
import lab.obscura.queue.RunState;
import lab.obscura.queue.TextArray;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The statements of a deletion. They belong into one transaction. */
@Component
final class DeletionStore {

    /** Read once: a list that stands in a condition on rows would be read again for each of them. */
    private static final String THESE = "with these as materialized (select unnest(cast(:runs as uuid[])) as run_id) ";

    private static final int PORTION = 100;

    private final JdbcClient jdbc;

    DeletionStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What rows hold.
     *
     * @param pictures rebuilt images and previews
     */
    record Held(long pictures, int encoders, long bytes) {

        Held plus(Held other) {
            return new Held(pictures + other.pictures, encoders + other.encoders, bytes + other.bytes);
        }
    }

    /** What refers to runs: it goes with the last of them. */
    record Around(List<UUID> experiments, List<UUID> studies) {}

    /** Locks the experiments of runs until the transaction ends: nobody pins them meanwhile. */
    void lockExperiments(Collection<RunId> runs) {
        jdbc.sql("""
                        select id from experiments
                         where id in (select experiment_id from runs where id in (select unnest(cast(:runs as uuid[]))))
                         order by id for update
                        """).param("runs", ids(runs)).query().listOfRows();
    }

    /** Those of the runs that there are, the oldest first. */
    List<Doomed> find(Collection<RunId> runs) {
        return jdbc.sql("""
                        select r.id, e.name, r.seed, r.state
                          from runs r join experiments e on e.id = r.experiment_id
                         where r.id in (select unnest(cast(:runs as uuid[]))) order by r.position
                        """)
                .param("runs", ids(runs))
                .query(DeletionStore::doomed)
                .list();
    }

    private static Doomed doomed(ResultSet row, int index) throws SQLException {
        return new Doomed(
                new RunId(row.getObject("id", UUID.class)),
                row.getString("name"),
                row.getLong("seed"),
                RunState.valueOf(row.getString("state")));
    }

    /** What the rows of these runs take in the database. */
    Held held(Collection<RunId> runs) {
        return portions(runs).stream().map(this::heldBy).reduce(new Held(0, 0, 0), Held::plus);
    }

    private Held heldBy(Collection<RunId> runs) {
        return jdbc.sql("""
                        with these as materialized (select unnest(cast(:runs as uuid[])) as run_id),
                        pictures as (
                            select count(*) as number, coalesce(sum(octet_length(png)), 0) as bytes
                              from reconstructions join these using (run_id)),
                        outcome as (
                            select count(*) filter (where octet_length(thumbnail) > 0) as previews,
                                   count(*) filter (where octet_length(encoder) > 0) as encoders,
                                   coalesce(sum(octet_length(thumbnail) + octet_length(encoder)), 0) as bytes
                              from outcomes join these using (run_id)),
                        scores as (
                            select coalesce(sum(pg_column_size(s.*)), 0) as bytes
                              from attack_scores s join these using (run_id)),
                        curves as (
                            select coalesce(sum(pg_column_size(c.*)), 0) as bytes
                              from curve_points c join these using (run_id)),
                        events as (
                            select coalesce(sum(pg_column_size(v.*)), 0) as bytes
                              from run_events v join these using (run_id))
                        select pictures.number + outcome.previews as pictures, outcome.encoders,
                               pictures.bytes + outcome.bytes + scores.bytes + curves.bytes + events.bytes as bytes
                          from pictures, outcome, scores, curves, events
                        """)
                .param("runs", ids(runs))
                .query((row, index) -> new Held(row.getLong("pictures"), row.getInt("encoders"), row.getLong("bytes")))
                .single();
    }

    /** The experiments and studies that would have no run left without these. */
    Around around(Collection<RunId> runs) {
        List<UUID> experiments =
                jdbc.sql(THESE + """
                        select r.experiment_id from runs r left join these on these.run_id = r.id
                         where r.experiment_id in (select mine.experiment_id from runs mine join these on these.run_id = mine.id)
                         group by r.experiment_id having bool_and(these.run_id is not null)
                        """).param("runs", ids(runs)).query(UUID.class).list();
        List<UUID> studies =
                jdbc.sql(THESE + """
                        select c.study_id
                          from study_cells c join runs r on r.experiment_id = c.experiment_id and r.seed = any (c.seeds)
                          left join these on these.run_id = r.id
                         where c.study_id in (select touched.study_id
                                                from runs mine join these on these.run_id = mine.id
                                                join study_cells touched
                                                  on touched.experiment_id = mine.experiment_id and mine.seed = any (touched.seeds))
                         group by c.study_id having bool_and(these.run_id is not null)
                        """).param("runs", ids(runs)).query(UUID.class).list();
        return new Around(experiments, studies);
    }

    /** Networks that were trained for these runs and for no other. */
    List<String> trainedForNobodyElse(Collection<RunId> runs) {
        return jdbc.sql(THESE + """
                        select r.training_hash from runs r left join these on these.run_id = r.id
                         where r.training_hash in (select mine.training_hash from runs mine join these on these.run_id = mine.id)
                         group by r.training_hash having bool_and(these.run_id is not null)
                        """)
                .param("runs", ids(runs))
                .query(String.class)
                .list();
    }

    /** Deletes runs with everything that they have found out; experiments, cells and studies no longer name them. */
    void delete(Collection<RunId> runs, Around around) {
        String touched = uuids(
                jdbc.sql("select distinct experiment_id from runs where id in (select unnest(cast(:runs as uuid[])))")
                        .param("runs", ids(runs))
                        .query(UUID.class)
                        .list());
        portions(runs)
                .forEach(some -> jdbc.sql("delete from runs where id in (select unnest(cast(:runs as uuid[])))")
                        .param("runs", ids(some))
                        .update());
        jdbc.sql("""
                        update study_cells c set seeds = array(
                            select s.seed from unnest(c.seeds) with ordinality as s(seed, place)
                             where exists (select from runs r where r.experiment_id = c.experiment_id and r.seed = s.seed)
                             order by s.place)
                         where c.experiment_id in (select unnest(cast(:touched as uuid[])))
                        """).param("touched", touched).update();
        jdbc.sql(
                        "delete from study_cells where experiment_id in (select unnest(cast(:touched as uuid[]))) and cardinality(seeds) = 0")
                .param("touched", touched)
                .update();
        deleteAround(around);
        jdbc.sql("""
                        update experiments e set definition = jsonb_set(e.definition, '{seeds}',
                               (select jsonb_agg(r.seed order by r.seed) from runs r where r.experiment_id = e.id))
                         where e.id in (select unnest(cast(:touched as uuid[])))
                        """).param("touched", touched).update();
    }

    private void deleteAround(Around around) {
        jdbc.sql("delete from studies where id in (select unnest(cast(:studies as uuid[])))")
                .param("studies", uuids(around.studies()))
                .update();
        jdbc.sql("delete from experiments where id in (select unnest(cast(:experiments as uuid[])))")
                .param("experiments", uuids(around.experiments()))
                .update();
    }

    /** Who asks over HTTP waits some seconds for each statement, however many runs there are. */
    private static List<List<RunId>> portions(Collection<RunId> runs) {
        List<RunId> all = List.copyOf(runs);
        return IntStream.iterate(0, from -> from < all.size(), from -> from + PORTION)
                .mapToObj(from -> all.subList(from, Math.min(all.size(), from + PORTION)))
                .toList();
    }

    private static String ids(Collection<RunId> runs) {
        return TextArray.of(runs.stream().map(RunId::toString).toList());
    }

    private static String uuids(Collection<UUID> ids) {
        return TextArray.of(ids.stream().map(UUID::toString).toList());
    }
}
