package lab.obscura.experiment;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import lab.obscura.account.Actor;
import lab.obscura.account.Sight;
import lab.obscura.engine.definition.DefinitionReader;
import lab.obscura.engine.definition.ExperimentDefinition;
import lab.obscura.engine.estimate.Estimate;
import lab.obscura.engine.estimate.Resources;
import lab.obscura.engine.estimate.Speeds;
import lab.obscura.experiment.estimate.FinishedRunSpeeds;
import lab.obscura.platform.web.Problem;
import lab.obscura.queue.ExperimentId;
import lab.obscura.queue.NewRun;
import lab.obscura.queue.Queue;
import lab.obscura.queue.RunId;
import lab.obscura.queue.usage.Expected;
import lab.obscura.result.StoredDefinition;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Keeps experiments; those of one post are stored together with all their runs or not at all. */
@Component
class ExperimentStore {

    private static final int USUAL_PRIORITY = 0;

    private final ExperimentRepository repository;
    private final JdbcClient jdbc;
    private final ExperimentRows rows;
    private final SharedExperiments shared;
    private final Admission admission;
    private final Queue queue;
    private final FinishedRunSpeeds speeds;
    private final Definitions definitions;
    private final Clock clock;

    ExperimentStore(
            ExperimentRepository repository,
            JdbcClient jdbc,
            ExperimentRows rows,
            SharedExperiments shared,
            Admission admission,
            Queue queue,
            FinishedRunSpeeds speeds,
            Definitions definitions,
            Clock clock) {
        this.repository = repository;
        this.jdbc = jdbc;
        this.rows = rows;
        this.shared = shared;
        this.admission = admission;
        this.queue = queue;
        this.speeds = speeds;
        this.definitions = definitions;
        this.clock = clock;
    }

    /** An experiment that was stored just now, with its runs. */
    record Queued(StoredExperiment experiment, Resolved resolved, List<ExperimentView.Run> runs) {}

    /**
     * Stores experiments of one submitter and queues their runs, when there is room for all of them.
     *
     * @param along what else belongs to the same transaction
     * @return without those whose idempotency key the submitter has used before
     * @throws lab.obscura.platform.web.Problem when there is no room; nothing is stored then
     */
    @Transactional
    List<Queued> insert(Actor submitter, List<Order> orders, Consumer<List<Queued>> along) {
        queue.waitForOthersOf(submitter);
        List<StoredExperiment> experiments =
                orders.stream().map(this::experiment).toList();
        Set<UUID> inserted = rows.insert(experiments, orders);
        List<Queued> queued = new ArrayList<>();
        List<NewRun> all = new ArrayList<>();
        Speeds now = speeds.now();
        Function<Resolved, NewRun.Use> uses = uses(submitter);
        for (int i = 0; i < orders.size(); i++) {
            StoredExperiment experiment = experiments.get(i);
            if (inserted.contains(experiment.id().value())) {
                Resolved resolved = orders.get(i).resolved();
                List<NewRun> runs = runs(experiment.id(), submitter, resolved, Set.of(), now, uses);
                queued.add(new Queued(experiment, resolved, shown(runs)));
                all.addAll(runs);
            }
        }
        submit(submitter, all);
        along.accept(queued);
        return queued;
    }

    /**
     * Stores what is not there yet: an experiment whose like is there already, whoever posted it, is that one, and only the seeds that it
     * lacks are queued.
     *
     * @param along what else belongs to the same transaction
     * @throws lab.obscura.platform.web.Problem when there is no room; nothing is stored then
     */
    @Transactional
    List<Placed> share(Actor submitter, List<Order> orders, Consumer<List<Placed>> along) {
        queue.waitForOthersOf(submitter);
        queue.waitForSharers();
        List<Resolved> wanted = orders.stream().map(Order::resolved).toList();
        Map<Integer, SharedExperiments.Existing> there = shared.find(wanted, submitter.purpose());
        List<Order> missing = new ArrayList<>();
        List<StoredExperiment> stored = new ArrayList<>();
        List<NewRun> all = new ArrayList<>();
        Speeds now = speeds.now();
        Function<Resolved, NewRun.Use> uses = uses(submitter);
        List<Placed> placed = new ArrayList<>();
        for (int i = 0; i < orders.size(); i++) {
            Optional<SharedExperiments.Existing> existing = Optional.ofNullable(there.get(i));
            ExperimentId id = existing.map(SharedExperiments.Existing::id).orElse(null);
            if (id == null) {
                StoredExperiment experiment = experiment(orders.get(i));
                stored.add(experiment);
                missing.add(orders.get(i));
                id = experiment.id();
            }
            Set<Long> known = existing.map(found -> found.runs().keySet()).orElse(Set.of());
            List<NewRun> runs = runs(id, submitter, wanted.get(i), known, now, uses);
            placed.add(new Placed(id, runs.stream().map(NewRun::id).toList()));
            all.addAll(runs);
        }
        rows.insert(stored, missing);
        shared.grow(wanted, there);
        submit(submitter, all);
        along.accept(placed);
        return placed;
    }

    /**
     * Queues the seeds that experiments lack.
     *
     * @param wanted experiment to its definition with all seeds that it shall have
     * @param along what else belongs to the same transaction
     * @return what was queued
     */
    @Transactional
    List<RunId> grow(Actor submitter, Map<ExperimentId, Resolved> wanted, Consumer<List<RunId>> along) {
        queue.waitForOthersOf(submitter);
        queue.waitForSharers();
        Map<ExperimentId, SharedExperiments.Existing> there = shared.of(wanted.keySet());
        wanted.forEach((id, resolved) -> checkRoom(there.get(id), resolved));
        List<NewRun> all = new ArrayList<>();
        Speeds now = speeds.now();
        Function<Resolved, NewRun.Use> uses = uses(submitter);
        wanted.forEach((id, resolved) ->
                all.addAll(runs(id, submitter, resolved, there.get(id).runs().keySet(), now, uses)));
        List<Resolved> list = List.copyOf(wanted.values());
        List<ExperimentId> ids = List.copyOf(wanted.keySet());
        Map<Integer, SharedExperiments.Existing> byPlace = new HashMap<>();
        for (int i = 0; i < ids.size(); i++) {
            byPlace.put(i, there.get(ids.get(i)));
        }
        shared.grow(list, byPlace);
        submit(submitter, all);
        List<RunId> queued = all.stream().map(NewRun::id).toList();
        along.accept(queued);
        return queued;
    }

    private static void checkRoom(SharedExperiments.Existing existing, Resolved wanted) {
        if (!existing.hasRoomFor(wanted.definition().seeds())) {
            throw Problem.field(
                    "seeds",
                    "at most " + DefinitionReader.MOST_SEEDS + " for each experiment, those that it has included",
                    existing.runs().size() + " and more",
                    "Add fewer");
        }
    }

    private void submit(Actor submitter, List<NewRun> runs) {
        if (!runs.isEmpty()) {
            admission.checkRoom(submitter, runs);
            queue.submit(runs);
        }
    }

    /** What one run of a definition is expected to use; only quotas of accounts ask for it. */
    private Function<Resolved, NewRun.Use> uses(Actor submitter) {
        if (submitter.account().isEmpty()) {
            return resolved -> NewRun.Use.UNKNOWN;
        }
        Function<Resolved, EstimateView> estimator = definitions.estimator();
        return resolved -> {
            Expected all = estimator.apply(resolved).expected();
            int seeds = resolved.definition().seeds().size();
            return new NewRun.Use(all.processorSeconds() / seeds, all.cardSeconds() / seeds);
        };
    }

    private static List<NewRun> runs(
            ExperimentId experiment,
            Actor submitter,
            Resolved resolved,
            Set<Long> known,
            Speeds now,
            Function<Resolved, NewRun.Use> uses) {
        Resources needs = Resources.neededBy(resolved.definition(), resolved.info());
        NewRun.Use use = uses.apply(resolved);
        var forecast = new NewRun.Forecast(
                OptionalLong.of(Estimate.of(resolved.definition(), resolved.info(), now)
                        .perRun()
                        .toSeconds()),
                resolved.definition().datasets());
        return resolved.definition().seeds().stream()
                .filter(seed -> !known.contains(seed))
                .map(seed -> new NewRun(
                        RunId.random(),
                        experiment,
                        seed,
                        submitter,
                        USUAL_PRIORITY,
                        resolved.definition().tags(),
                        needs,
                        forecast,
                        resolved.identity().trainingHash(seed),
                        resolved.identity().attackHash(seed),
                        use))
                .toList();
    }

    private static List<ExperimentView.Run> shown(List<NewRun> runs) {
        return runs.stream()
                .map(run -> ExperimentView.Run.queued(run.id().value(), run.seed()))
                .toList();
    }

    private StoredExperiment experiment(Order order) {
        Submission submission = order.submission();
        Resolved resolved = order.resolved();
        ExperimentDefinition definition = resolved.definition();
        return new StoredExperiment(
                ExperimentId.random(),
                definition.name(),
                submission.submitter(),
                submission.posted(),
                StoredDefinition.ordered(definition.toJson()),
                resolved.identity().rowHash(),
                definition.tags(),
                submission.idempotencyKey(),
                clock.instant().truncatedTo(ChronoUnit.MICROS), // as the database keeps it: the same answer again
                false);
    }

    @Transactional(readOnly = true)
    Optional<StoredExperiment> find(UUID id) {
        return seen("e.id = :id", id).flatMap(repository::findById).map(ExperimentEntity::stored);
    }

    @Transactional(readOnly = true)
    Optional<StoredExperiment> latest() {
        return seen("true", UUID.randomUUID()).flatMap(repository::findById).map(ExperimentEntity::stored);
    }

    /** The newest of those that the request may see. */
    private Optional<UUID> seen(String condition, UUID id) {
        return jdbc.sql("select e.id from experiments e where " + condition + " and " + Sight.of("e")
                        + " order by e.created_at desc limit 1")
                .param(Sight.VIEWER, Sight.viewer())
                .param("id", id)
                .query(UUID.class)
                .optional();
    }

    /** The experiment that a submitter posted under this key. */
    Optional<StoredExperiment> postedUnder(Actor submitter, String idempotencyKey) {
        return jdbc.sql("select id from experiments where submitter = :submitter and idempotency_key = :key")
                .param("submitter", submitter.name())
                .param("key", idempotencyKey)
                .query(UUID.class)
                .optional()
                .flatMap(repository::findById)
                .map(ExperimentEntity::stored);
    }
}
