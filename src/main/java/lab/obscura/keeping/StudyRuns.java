package lab.obscura.keeping;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import lab.obscura.account.Sight;
import lab.obscura.queue.RunId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The runs of a study, parted into those that are its own and those that somebody else has as well. Its own are the ones that it has
 * queued itself and that no other study asks for.
 */
@Component
final class StudyRuns {

    private final JdbcClient jdbc;

    StudyRuns(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param own those that go with the study */
    record Parted(List<RunId> own, List<DeletionView.Stays> stay) {}

    /** Why one run of an experiment stays. */
    private record Group(UUID experiment, String name, String reason) {}

    Parted of(UUID study) {
        List<RunId> own = new ArrayList<>();
        Map<Group, Integer> stay = new LinkedHashMap<>();
        jdbc.sql("""
                        select r.id, r.experiment_id, e.name, r.submitter, own.run_id is not null as own,
                               (select case when %s then '"' || s.name || '"' else 'of others' end
                                  from study_cells o join studies s on s.id = o.study_id
                                 where o.experiment_id = c.experiment_id and o.study_id <> c.study_id
                                   and r.seed = any (o.seeds)
                                 order by s.position limit 1) as other
                          from study_cells c
                          join experiments e on e.id = c.experiment_id
                          join runs r on r.experiment_id = c.experiment_id and r.seed = any (c.seeds)
                          left join study_runs own on own.study_id = c.study_id and own.run_id = r.id
                         where c.study_id = :study order by c.number, r.seed
                        """.replace("%s", Sight.of("s")))
                .param(Sight.VIEWER, Sight.viewer())
                .param("study", study)
                .query(row -> {
                    String other = row.getString("other");
                    if (other == null && row.getBoolean("own")) {
                        own.add(new RunId(row.getObject("id", UUID.class)));
                        return;
                    }
                    String reason = other == null
                            ? "queued before the study by " + row.getString("submitter")
                            : "the study " + other + " has them too";
                    stay.merge(
                            new Group(row.getObject("experiment_id", UUID.class), row.getString("name"), reason),
                            1,
                            Integer::sum);
                });
        return new Parted(
                List.copyOf(own),
                stay.entrySet().stream()
                        .map(one -> new DeletionView.Stays(
                                one.getKey().experiment(),
                                one.getKey().name(),
                                one.getValue(),
                                one.getKey().reason()))
                        .toList());
    }

    /** Deletes a study. What it has queued and others have as well, the oldest of these has queued from now on. */
    void delete(UUID study) {
        jdbc.sql("""
                        insert into study_runs (study_id, run_id)
                        select distinct on (own.run_id) heir.study_id, own.run_id
                          from study_runs own
                          join runs r on r.id = own.run_id
                          join study_cells heir on heir.experiment_id = r.experiment_id and r.seed = any (heir.seeds)
                          join studies s on s.id = heir.study_id
                         where own.study_id = :study and heir.study_id <> :study
                         order by own.run_id, s.position
                            on conflict do nothing
                        """).param("study", study).update();
        jdbc.sql("delete from studies where id = :study").param("study", study).update();
    }
}
