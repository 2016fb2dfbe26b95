package lab.obscura.experiment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import lab.obscura.account.Actor;
import lab.obscura.account.owner.Owned;
import lab.obscura.account.owner.Owners;
import lab.obscura.account.project.Projects;
import lab.obscura.keeping.DeletionView;
import lab.obscura.keeping.Deletions;
import lab.obscura.keeping.RunMarks;
import lab.obscura.platform.web.ErrorType;
import lab.obscura.platform.web.Problem;
import lab.obscura.queue.ExperimentId;
import lab.obscura.queue.Queue;
import lab.obscura.queue.Run;
import lab.obscura.queue.RunId;
import lab.obscura.queue.RunState;
import lab.obscura.queue.Runs;
import lab.obscura.quota.Asked;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Submits experiments and answers what became of them. */
@Component
public final class Experiments {

    private static final String LATEST = "latest";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Definitions definitions;
    private final Admission admission;
    private final ExperimentStore store;
    private final SubmitterTurns turns;
    private final ExperimentFindings findings;
    private final Runs runs;
    private final Queue queue;
    private final Deletions deletions;
    private final RunMarks marks;
    private final Owners owners;
    private final Projects projects;

    Experiments(
            Definitions definitions,
            Admission admission,
            ExperimentStore store,
            SubmitterTurns turns,
            ExperimentFindings findings,
            Runs runs,
            Queue queue,
            Deletions deletions,
            RunMarks marks,
            Owners owners,
            Projects projects) {
        this.definitions = definitions;
        this.admission = admission;
        this.store = store;
        this.turns = turns;
        this.findings = findings;
        this.runs = runs;
        this.queue = queue;
        this.deletions = deletions;
        this.marks = marks;
        this.owners = owners;
        this.projects = projects;
    }

    DryRunView dryRun(Map<String, Object> posted, Actor submitter) {
        Resolved resolved = fitting(posted);
        EstimateView estimate = definitions.estimate(resolved);
        var asked = new Asked(
                resolved.definition().seeds().size(),
                estimate.expected().processorSeconds(),
                estimate.expected().cardSeconds());
        return new DryRunView(
                resolved.definition().toJson(),
                resolved.identity().rowHash(),
                resolved.definition().seeds(),
                estimate,
                admission.quotas(submitter, asked));
    }

    /** Stores an experiment and queues its runs; the same idempotency key gives the experiment that is there already. */
    ExperimentView submit(Submission submission) {
        Optional<StoredExperiment> before = postedUnder(submission);
        if (before.isPresent()) {
            return again(before.get(), submission);
        }
        Order order = new Order(submission, fitting(submission.posted()));
        return stored(submission.submitter(), List.of(order), queued -> {}).stream()
                .findFirst()
                .orElseGet(() -> again(postedUnder(submission).orElseThrow(), submission));
    }

    /** Stores several experiments and queues their runs: all of them or, when one does not hold or there is no room, none. */
    public List<ExperimentView> submitAll(Actor submitter, List<Map<String, Object>> posted) {
        return submitAll(submitter, posted, together -> {});
    }

    /**
     * The same, each in the order of its definition.
     *
     * @param along what else belongs to the same transaction
     */
    public List<ExperimentView> submitAll(
            Actor submitter, List<Map<String, Object>> posted, Consumer<List<Placed>> along) {
        List<Order> orders = posted.stream()
                .map(definition -> new Order(Submission.of(definition, submitter, ""), fitting(definition)))
                .toList();
        return stored(
                submitter,
                orders,
                queued -> along.accept(queued.stream().map(Experiments::placed).toList()));
    }

    private static Placed placed(ExperimentStore.Queued queued) {
        return new Placed(
                queued.experiment().id(),
                queued.runs().stream().map(run -> new RunId(run.id())).toList());
    }

    /**
     * Queues an experiment with more seeds; those that it has already stay as they are.
     *
     * @throws Problem when its definition would no longer give the numbers that its runs have
     */
    ExperimentView addSeeds(String reference, List<Long> seeds, Actor actor) {
        StoredExperiment experiment = find(reference);
        Resolved grown = seeded(experiment, seeds);
        Actor adding = projects.joining(actor, experiment.submitter().purpose());
        turns.inTurn(adding, () -> store.grow(adding, Map.of(experiment.id(), grown), queued -> {}));
        return view(find(experiment.id().toString()));
    }

    /** The experiment's definition with these seeds, when it still means what it meant. */
    public Resolved withSeeds(ExperimentId experiment, List<Long> seeds) {
        return seeded(find(experiment.toString()), seeds);
    }

    private Resolved seeded(StoredExperiment experiment, List<Long> seeds) {
        var definition = new LinkedHashMap<>(experiment.definition());
        definition.put("seeds", seeds);
        Resolved resolved = fitting(definition);
        if (!resolved.identity().rowHash().equals(experiment.rowHash())) {
            throw new Problem(
                    ErrorType.ILLEGAL_STATE,
                    "Experiment " + experiment.id()
                            + " would give other numbers than before: its data set or the version"
                            + " of Obscura's numerics has changed. Post its definition as a new experiment");
        }
        return resolved;
    }

    private Resolved fitting(Map<String, Object> posted) {
        Resolved resolved = definitions.resolve(posted);
        admission.checkSize(resolved);
        return resolved;
    }

    private List<ExperimentView> stored(
            Actor submitter, List<Order> orders, Consumer<List<ExperimentStore.Queued>> along) {
        return turns.inTurn(submitter, () -> store.insert(submitter, orders, along)).stream()
                .map(queued -> view(queued, definitions.estimate(queued.resolved())))
                .toList();
    }

    private Optional<StoredExperiment> postedUnder(Submission submission) {
        return submission.idempotencyKey().isEmpty()
                ? Optional.empty()
                : store.postedUnder(submission.submitter(), submission.idempotencyKey());
    }

    private ExperimentView again(StoredExperiment before, Submission submission) {
        if (!sameJson(before.posted(), submission.posted())) {
            throw new Problem(
                    ErrorType.IDEMPOTENCY_CONFLICT,
                    "The Idempotency-Key was used with another definition, for experiment " + before.id()
                            + ". Send a new key with a new definition");
        }
        return view(before);
    }

    public ExperimentView get(String reference) {
        return view(find(reference));
    }

    /** Queues every run that failed or was cancelled. */
    ExperimentView queueMissing(String reference, Actor actor) {
        StoredExperiment experiment = owned(reference, actor);
        runs.ofExperiment(experiment.id()).stream()
                .filter(run -> run.state() == RunState.FAILED || run.state() == RunState.CANCELLED)
                .forEach(run -> queue.retry(run.id(), actor, "queued again with what is missing of its experiment"));
        return view(experiment);
    }

    /** Pins an experiment or unpins it; archives all of its runs or takes them back. */
    ExperimentView edit(String reference, ExperimentPatch patch, Actor actor) {
        StoredExperiment experiment = owned(reference, actor);
        if (patch.pinned() != null) {
            marks.pin(experiment.id(), patch.pinned());
        }
        if (patch.archived() != null) {
            List<RunId> own = ownRunsOf(experiment, actor);
            marks.archive(own, patch.archived());
            queue.edited(own, actor, "edited: " + (patch.archived() ? "archived" : "no longer archived"));
        }
        return view(find(experiment.id().toString()));
    }

    DeletionView lookAtDeletion(String reference) {
        return deletions.look(runsOf(find(reference)));
    }

    /** Deletes an experiment with all of its runs. */
    DeletionView delete(String reference, Actor actor) {
        return deletions.delete(ownRunsOf(owned(reference, actor), actor), actor);
    }

    private List<RunId> runsOf(StoredExperiment experiment) {
        return runs.ofExperiment(experiment.id()).stream().map(Run::id).toList();
    }

    /** Others may have added seeds: what is theirs keeps the whole. */
    private List<RunId> ownRunsOf(StoredExperiment experiment, Actor actor) {
        List<RunId> all = runsOf(experiment);
        owners.checkRuns(actor, all.stream().map(RunId::value).toList());
        return all;
    }

    private StoredExperiment owned(String reference, Actor actor) {
        StoredExperiment experiment = find(reference);
        owners.check(actor, Owned.EXPERIMENT, experiment.id().value());
        return experiment;
    }

    private StoredExperiment find(String reference) {
        if (reference.equals(LATEST)) {
            return store.latest()
                    .orElseThrow(
                            () -> new Problem(
                                    ErrorType.UNKNOWN_EXPERIMENT,
                                    "There is no latest experiment: nothing was submitted yet. POST a preset of /api/v1/presets"));
        }
        return id(reference)
                .flatMap(store::find)
                .orElseThrow(() -> Problem.unknown(
                        ErrorType.UNKNOWN_EXPERIMENT,
                        "No experiment has the id",
                        reference,
                        "GET /api/v1/runs names the experiment of every run; latest names the last one"));
    }

    private static Optional<UUID> id(String reference) {
        try {
            return Optional.of(UUID.fromString(reference));
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }

    private ExperimentView view(StoredExperiment experiment) {
        ExperimentFindings.Found found = findings.of(experiment.id());
        List<Run> all = runs.ofExperiment(experiment.id());
        List<ExperimentView.Run> own = all.stream()
                .map(run -> new ExperimentView.Run(
                        run.id().value(),
                        run.seed(),
                        run.state().name(),
                        found.metrics().getOrDefault(run.id(), Map.of()),
                        found.attacks().getOrDefault(run.id(), Map.of())))
                .toList();
        return view(
                experiment,
                all.stream().allMatch(Run::archived),
                own,
                found.aggregate(),
                definitions.estimate(experiment.definition()).orElse(null));
    }

    /** What was queued this moment has found nothing yet. */
    private static ExperimentView view(ExperimentStore.Queued queued, EstimateView estimate) {
        return view(
                queued.experiment(), false, queued.runs(), new ExperimentView.Aggregate(Map.of(), List.of()), estimate);
    }

    /** @param estimate null when it is not known, as in the answer */
    private static ExperimentView view(
            StoredExperiment experiment,
            boolean archived,
            List<ExperimentView.Run> runs,
            ExperimentView.Aggregate found,
            EstimateView estimate) {
        return new ExperimentView(
                experiment.id().value(),
                experiment.name(),
                experiment.submitter().name(),
                experiment.submitter().purpose().shownProject(),
                experiment.submitter().purpose().visibility(),
                experiment.tags(),
                experiment.createdAt(),
                experiment.pinned(),
                archived,
                experiment.rowHash(),
                experiment.definition(),
                runs,
                found,
                estimate);
    }

    private static boolean sameJson(Map<String, Object> stored, Map<String, Object> posted) {
        return JSON.valueToTree(stored).equals(JSON.readTree(JSON.writeValueAsString(posted)));
    }
}
