package lab.obscura.study;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import lab.obscura.queue.ExperimentId;
import lab.obscura.queue.RunState;
import lab.obscura.queue.TextArray;
import lab.obscura.queue.usage.Usages;
import lab.obscura.result.summary.SeedSummary;
import lab.obscura.result.summary.Spread;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the grid of a study: its cells, their runs, and what these found. A few statements, however many cells. */
@Component
final class StudyGrid {

    /** What of an attack is shown. */
    static final List<String> ATTACKED = List.of("mse", "psnr", "ssim");

    private final JdbcClient jdbc;
    private final Usages usages;

    StudyGrid(JdbcClient jdbc, Usages usages) {
        this.jdbc = jdbc;
        this.usages = usages;
    }

    /** A cell while its rows are read. */
    private static final class Draft {
        final Map<String, String> labels;
        final UUID experiment;
        final double estimate;
        final List<StudyView.RunView> runs = new ArrayList<>();
        final List<Double> finished = new ArrayList<>();
        final Map<String, List<Double>> metrics = new HashMap<>();
        final Map<String, Map<String, List<Double>>> attacks = new LinkedHashMap<>();

        Draft(ResultSet row) throws SQLException {
            this.labels = CellLabels.read(row.getString("labels"));
            this.experiment = row.getObject("experiment_id", UUID.class);
            this.estimate = row.getDouble("seconds");
        }

        void addRun(ResultSet row) throws SQLException {
            runs.add(new StudyView.RunView(
                    row.getObject("id", UUID.class),
                    row.getLong("seed"),
                    row.getString("state"),
                    row.getDouble("progress"),
                    row.getBoolean("own")));
            double took = row.getDouble("took");
            if (!row.wasNull()) {
                finished.add(took);
            }
        }

        double secondsPerRun() {
            return finished.stream().mapToDouble(Double::doubleValue).average().orElse(estimate);
        }

        void addTo(StudyProgress.Sum sum) {
            runs.forEach(run -> sum.add(RunState.valueOf(run.state()), 1, run.progress(), secondsPerRun()));
        }

        StudyView.CellView view() {
            var sum = new StudyProgress.Sum();
            addTo(sum);
            return new StudyView.CellView(
                    labels,
                    experiment,
                    sum.view(),
                    runs,
                    spreads(metrics),
                    attacks.entrySet().stream()
                            .map(attack -> new StudyView.AttackView(attack.getKey(), spreads(attack.getValue())))
                            .toList());
        }

        private static Map<String, Spread> spreads(Map<String, List<Double>> numbers) {
            return SeedSummary.ofNumbers(numbers).spreads();
        }
    }

    StudyView of(StoredStudy study) {
        Map<Integer, Draft> cells = cells(study.id());
        metrics(study.id(), cells);
        attacks(study.id(), cells);
        var sum = new StudyProgress.Sum();
        cells.values().forEach(cell -> cell.addTo(sum));
        return new StudyView(
                study.id().value(),
                study.name(),
                study.submitter(),
                study.purpose().shownProject(),
                study.purpose().visibility(),
                study.createdAt(),
                study.posted(),
                sum.view(),
                usages.ofStudy(study.id().value()),
                usages.rates().expect(sum.view().secondsLeft(), isOnCards(study.id())),
                axes(cells.values()),
                cells.values().stream().map(Draft::view).toList());
    }

    private boolean isOnCards(StudyId study) {
        return jdbc.sql("""
                        select coalesce(bool_or(e.definition ->> 'device' = 'cuda'), false)
                          from study_cells c join experiments e on e.id = c.experiment_id where c.study_id = :study
                        """).param("study", study.value()).query(Boolean.class).single();
    }

    private static List<StudyView.AxisView> axes(Collection<Draft> cells) {
        Map<String, LinkedHashSet<String>> labels = new LinkedHashMap<>();
        cells.forEach(cell -> cell.labels.forEach((axis, label) ->
                labels.computeIfAbsent(axis, first -> new LinkedHashSet<>()).add(label)));
        return labels.entrySet().stream()
                .map(axis -> new StudyView.AxisView(axis.getKey(), List.copyOf(axis.getValue())))
                .toList();
    }

    private Map<Integer, Draft> cells(StudyId study) {
        Map<Integer, Draft> cells = new TreeMap<>();
        jdbc.sql("""
                        select c.number, c.labels, c.experiment_id, c.seconds, r.id, r.seed, r.state, r.progress,
                               own.run_id is not null as own,
                               case when r.state = 'SUCCEEDED' and r.attempt = 1
                                    then extract(epoch from r.finished_at - r.started_at) end as took
                          from study_cells c
                          left join runs r on r.experiment_id = c.experiment_id and r.seed = any (c.seeds)
                          left join study_runs own on own.study_id = c.study_id and own.run_id = r.id
                         where c.study_id = :study order by c.number, array_position(c.seeds, r.seed)
                        """).param("study", study.value()).query(row -> {
            Draft cell = cells.get(row.getInt("number"));
            if (cell == null) {
                cell = new Draft(row);
                cells.put(row.getInt("number"), cell);
            }
            if (row.getObject("id") != null) {
                cell.addRun(row);
            }
        });
        return cells;
    }

    /** Experiment of every cell to the seeds that the study asks for. */
    Map<ExperimentId, List<Long>> seeds(StudyId study) {
        Map<ExperimentId, List<Long>> seeds = new LinkedHashMap<>();
        jdbc.sql("select experiment_id, seeds from study_cells where study_id = :study order by number")
                .param("study", study.value())
                .query(row -> {
                    seeds.put(new ExperimentId(row.getObject("experiment_id", UUID.class)), List.of((Long[])
                            row.getArray("seeds").getArray()));
                });
        return seeds;
    }

    /** A row per cell and metric: a study of thousands of runs has tens of thousands of numbers. */
    private void metrics(StudyId study, Map<Integer, Draft> cells) {
        jdbc.sql("""
                        select c.number, m.metric, array_agg(m.value order by r.seed) as numbers
                          from study_cells c
                          join runs r on r.experiment_id = c.experiment_id and r.seed = any (c.seeds)
                          join run_metrics m on m.run_id = r.id
                         where c.study_id = :study and m.metric in ('accuracy', 'accuracyOverDraws')
                         group by c.number, m.metric
                        """).param("study", study.value()).query(row -> {
            cells.get(row.getInt("number")).metrics.put(row.getString("metric"), numbers(row));
        });
    }

    private void attacks(StudyId study, Map<Integer, Draft> cells) {
        jdbc.sql("""
                        select c.number, m.slug, m.metric, array_agg(m.mean order by r.seed) as numbers
                          from study_cells c
                          join runs r on r.experiment_id = c.experiment_id and r.seed = any (c.seeds)
                          join attack_results a on a.run_id = r.id
                          join attack_metrics m on m.run_id = a.run_id and m.slug = a.slug
                         where c.study_id = :study and m.metric = any (cast(:metrics as text[]))
                         group by c.number, m.slug, m.metric order by min(a.number)
                        """)
                .param("study", study.value())
                .param("metrics", TextArray.of(ATTACKED))
                .query(row -> {
                    cells.get(row.getInt("number"))
                            .attacks
                            .computeIfAbsent(row.getString("slug"), first -> new HashMap<>())
                            .put(row.getString("metric"), numbers(row));
                });
    }

    private static List<Double> numbers(ResultSet row) throws SQLException {
        return List.of((Double[]) row.getArray("numbers").getArray());
    }

    /** The same without cells, for a list. */
    List<StudiesView.Row> rows(List<StoredStudy> studies) {
        Map<UUID, StudyProgress.Sum> sums = new HashMap<>();
        Map<UUID, Integer> cells = new HashMap<>();
        studies.forEach(study -> sums.put(study.id().value(), new StudyProgress.Sum()));
        String ids = TextArray.of(
                studies.stream().map(study -> study.id().toString()).toList());
        jdbc.sql("""
                        select study_id, count(*) as cells from study_cells
                         where study_id = any (cast(:ids as uuid[])) group by study_id
                        """).param("ids", ids).query(row -> {
            cells.put(row.getObject("study_id", UUID.class), row.getInt("cells"));
        });
        jdbc.sql("""
                        select c.study_id, r.state, count(*) as runs, sum(r.progress) as progress, avg(c.seconds) as seconds
                          from study_cells c join runs r on r.experiment_id = c.experiment_id and r.seed = any (c.seeds)
                         where c.study_id = any (cast(:ids as uuid[])) group by c.study_id, r.state
                        """).param("ids", ids).query(row -> {
            sums.get(row.getObject("study_id", UUID.class))
                    .add(
                            RunState.valueOf(row.getString("state")),
                            row.getInt("runs"),
                            row.getDouble("progress"),
                            row.getDouble("seconds"));
        });
        return studies.stream()
                .map(study -> new StudiesView.Row(
                        study.id().value(),
                        study.name(),
                        study.submitter(),
                        study.purpose().shownProject(),
                        study.purpose().visibility(),
                        study.createdAt(),
                        cells.getOrDefault(study.id().value(), 0),
                        sums.get(study.id().value()).view()))
                .toList();
    }
}
