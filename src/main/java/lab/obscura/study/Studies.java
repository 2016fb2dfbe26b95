package lab.obscura.study;

import java.util.EnumSet;
import java.util.IntSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import lab.obscura.account.Actor;
import lab.obscura.account.owner.Owned;
import lab.obscura.account.owner.Owners;
import lab.obscura.account.project.Projects;
import lab.obscura.engine.definition.DefinitionReader;
import lab.obscura.engine.definition.presets.Preset;
import lab.obscura.experiment.EstimateView;
import lab.obscura.experiment.ExperimentBatches;
import lab.obscura.experiment.Experiments;
import lab.obscura.experiment.Order;
import lab.obscura.experiment.Placed;
import lab.obscura.experiment.Resolved;
import lab.obscura.export.Export;
import lab.obscura.keeping.DeletionView;
import lab.obscura.keeping.Deletions;
import lab.obscura.platform.web.ErrorType;
import lab.obscura.platform.web.HeaderText;
import lab.obscura.platform.web.Problem;
import lab.obscura.queue.ExperimentId;
import lab.obscura.queue.Queue;
import lab.obscura.queue.RunState;
import lab.obscura.study.expand.Expansion;
import lab.obscura.study.expand.StudyPlan;
import lab.obscura.study.expand.StudyReader;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Posts studies, and does with all their runs what people otherwise do with one. */
@Component
public final class Studies {

    private static final String LATEST = "latest";
    private static final int LONGEST_KEY = 200;
    private static final int HIGHEST_PRIORITY = 100;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final StudyPlanner planner;
    private final StudyStore store;
    private final StudyGrid grid;
    private final StudyRunsFile runsFile;
    private final ExperimentBatches batches;
    private final Experiments experiments;
    private final Queue queue;
    private final Deletions deletions;
    private final Owners owners;
    private final Projects projects;

    Studies(
            StudyPlanner planner,
            StudyStore store,
            StudyGrid grid,
            StudyRunsFile runsFile,
            ExperimentBatches batches,
            Experiments experiments,
            Queue queue,
            Deletions deletions,
            Owners owners,
            Projects projects) {
        this.planner = planner;
        this.store = store;
        this.grid = grid;
        this.runsFile = runsFile;
        this.batches = batches;
        this.experiments = experiments;
        this.queue = queue;
        this.deletions = deletions;
        this.owners = owners;
        this.projects = projects;
    }

    /** What posting a study would do. */
    public StudyDryRunView dryRun(Map<String, Object> posted, Actor submitter) {
        return planner.dryRun(StudyReader.read(posted), submitter);
    }

    /** Stores a study and queues what is not there yet; the same idempotency key gives the study that is there already. */
    StudyView post(Map<String, Object> posted, Actor submitter, String idempotencyKey) {
        String key = HeaderText.line("Idempotency-Key", idempotencyKey, LONGEST_KEY);
        Optional<StoredStudy> before = key.isEmpty() ? Optional.empty() : store.postedUnder(submitter, key);
        if (before.isPresent()) {
            return again(before.get(), posted);
        }
        StudyPlan plan = StudyReader.read(posted);
        List<StudyPlanner.Checked> checked = planner.check(plan).orThrow();
        Function<Resolved, EstimateView> estimator = batches.estimator();
        List<StudyStore.NewCell> cells = checked.stream()
                .map(one -> new StudyStore.NewCell(
                        one.cell().labels(),
                        plan.seeds(),
                        estimator.apply(one.resolved()).secondsPerRun()))
                .toList();
        List<Order> orders = checked.stream()
                .map(one -> ExperimentBatches.order(one.cell().definition(), submitter, one.resolved()))
                .toList();
        var study = new StudyStore.NewStudy(StudyId.random(), plan.name(), submitter, posted, key);
        try {
            batches.share(submitter, orders, placed -> insert(study, cells, placed));
        } catch (KeyUsed meanwhile) {
            return again(store.postedUnder(submitter, key).orElseThrow(), posted);
        }
        return get(study.id().toString());
    }

    /** Posts a study and queues again what of its runs has failed or was cancelled; answers its id. */
    public UUID complete(Map<String, Object> posted, Actor actor) {
        StudyView study = post(posted, actor, "");
        return queueMissing(study.id().toString(), actor).id();
    }

    /** Rolls the transaction back: somebody has used the key since it was looked up. */
    private static final class KeyUsed extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private void insert(StudyStore.NewStudy study, List<StudyStore.NewCell> cells, List<Placed> placed) {
        if (!store.insert(study, cells, placed)) {
            throw new KeyUsed();
        }
    }

    private StudyView again(StoredStudy before, Map<String, Object> posted) {
        if (!JSON.valueToTree(before.posted()).equals(JSON.readTree(JSON.writeValueAsString(posted)))) {
            throw new Problem(
                    ErrorType.IDEMPOTENCY_CONFLICT,
                    "The Idempotency-Key was used with another study, " + before.id()
                            + ". Send a new key with a new study");
        }
        return grid.of(before);
    }

    /**
     * Presets as a study: every one is a cell with seeds of its own, and all of it is computed anew. The same idempotency key gives the
     * study that is there already.
     */
    QueuedView post(String id, List<Preset> presets, Actor submitter, String idempotencyKey) {
        String key = HeaderText.line("Idempotency-Key", idempotencyKey, LONGEST_KEY);
        Map<String, Object> posted = Map.of("preset", id);
        Optional<StoredStudy> before = key.isEmpty() ? Optional.empty() : store.postedUnder(submitter, key);
        if (before.isPresent()) {
            return queued(again(before.get(), posted));
        }
        String name = presets.size() == 1 ? presets.get(0).title() : id;
        var study = new StudyStore.NewStudy(StudyId.random(), name, submitter, posted, key);
        Function<Map<String, Object>, Resolved> checker = batches.checker();
        Function<Resolved, EstimateView> estimator = batches.estimator();
        List<StudyStore.NewCell> cells = presets.stream()
                .map(preset -> {
                    Resolved resolved = checker.apply(preset.definition());
                    return new StudyStore.NewCell(
                            Map.of("preset", preset.id()),
                            resolved.definition().seeds(),
                            estimator.apply(resolved).secondsPerRun());
                })
                .toList();
        List<Map<String, Object>> definitions =
                presets.stream().map(Preset::definition).toList();
        try {
            return new QueuedView(
                    study.id().value(),
                    experiments.submitAll(submitter, definitions, placed -> insert(study, cells, placed)));
        } catch (KeyUsed meanwhile) {
            return queued(again(store.postedUnder(submitter, key).orElseThrow(), posted));
        }
    }

    private QueuedView queued(StudyView study) {
        return new QueuedView(
                study.id(),
                study.cells().stream()
                        .map(cell -> experiments.get(cell.experiment().toString()))
                        .toList());
    }

    StudiesView page(long before, int limit) {
        List<StoredStudy> found = store.page(before, limit + 1);
        List<StoredStudy> shown = found.subList(0, Math.min(limit, found.size()));
        String next = found.size() > limit ? Long.toString(shown.get(limit - 1).position()) : null;
        return new StudiesView(grid.rows(shown), next);
    }

    StudyView get(String reference) {
        return grid.of(find(reference));
    }

    /** @param attack slug of the only attack that is shown; empty for all of them */
    Export export(String reference, String attack, String format) {
        StoredStudy study = find(reference);
        return new StudyExport(grid.of(study), store.definitions(study.id()), attack)
                .exportable()
                .as(format);
    }

    /** What every run found out, as CSV. */
    Export runs(String reference) {
        return runsFile.of(find(reference));
    }

    /** Queues every run that failed or was cancelled. */
    StudyView queueMissing(String reference, Actor actor) {
        return retry(reference, EnumSet.of(RunState.FAILED, RunState.CANCELLED), actor);
    }

    /** Queues every run that failed. */
    StudyView retryFailed(String reference, Actor actor) {
        return retry(reference, EnumSet.of(RunState.FAILED), actor);
    }

    private StudyView retry(String reference, Set<RunState> states, Actor actor) {
        StoredStudy study = owned(reference, actor);
        queue.retry(store.runs(study.id(), states), actor, "queued again with its study " + actor.asCause());
        return grid.of(study);
    }

    /** Ends the runs that the study has queued itself; those that were there before belong to others. */
    StudyView cancel(String reference, Actor actor) {
        StoredStudy study = owned(reference, actor);
        queue.cancel(store.ownRuns(study.id()), actor, "cancelled with its study " + actor.asCause());
        return grid.of(study);
    }

    /** Sets the priority of the runs that the study has queued itself and that are not over. */
    StudyView prioritize(String reference, int priority, Actor actor) {
        if (Math.abs((long) priority) > HIGHEST_PRIORITY) {
            throw Problem.field("priority", "between -100 and 100", "" + priority, "0 is the usual one");
        }
        StoredStudy study = owned(reference, actor);
        queue.prioritize(store.ownRuns(study.id()), priority, actor);
        return grid.of(study);
    }

    /** Lets every cell have more seeds; runs that are there already are not queued again. */
    StudyView addSeeds(String reference, List<Long> added, Actor actor) {
        StoredStudy study = owned(reference, actor);
        Map<ExperimentId, List<Long>> seeds = new LinkedHashMap<>();
        Map<ExperimentId, Resolved> wanted = new LinkedHashMap<>();
        grid.seeds(study.id()).forEach((experiment, present) -> {
            var all = new TreeSet<>(present);
            all.addAll(added);
            seeds.put(experiment, List.copyOf(all));
        });
        checkSize(seeds);
        seeds.forEach((experiment, all) -> wanted.put(experiment, experiments.withSeeds(experiment, all)));
        batches.grow(projects.joining(actor, study.purpose()), wanted, queued -> store.grow(study.id(), seeds, queued));
        return grid.of(study);
    }

    private static void checkSize(Map<ExperimentId, List<Long>> seeds) {
        IntSummaryStatistics counts =
                seeds.values().stream().mapToInt(List::size).summaryStatistics();
        if (counts.getMax() > DefinitionReader.MOST_SEEDS || counts.getSum() > Expansion.MOST_RUNS) {
            throw Problem.field(
                    "seeds",
                    "at most " + DefinitionReader.MOST_SEEDS + " for each cell and " + Expansion.MOST_RUNS
                            + " runs in all",
                    "more",
                    "Add fewer, or post another study");
        }
    }

    DeletionView lookAtDeletion(String reference) {
        return deletions.lookAtStudy(find(reference).id().value());
    }

    /** Deletes a study with the runs that are its own. */
    DeletionView delete(String reference, Actor actor) {
        return deletions.deleteStudy(owned(reference, actor).id().value(), actor);
    }

    private StoredStudy owned(String reference, Actor actor) {
        StoredStudy study = find(reference);
        owners.check(actor, Owned.STUDY, study.id().value());
        return study;
    }

    private StoredStudy find(String reference) {
        Optional<StoredStudy> found =
                reference.equals(LATEST) ? store.latest() : id(reference).flatMap(store::find);
        return found.orElseThrow(() -> Problem.unknown(
                ErrorType.UNKNOWN_STUDY,
                "No study has the id",
                reference,
                "GET /api/v1/studies lists them; latest names the last one"));
    }

    private static Optional<UUID> id(String reference) {
        try {
            return Optional.of(UUID.fromString(reference));
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }
}
