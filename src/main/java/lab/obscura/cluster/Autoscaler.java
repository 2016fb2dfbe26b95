package lab.obscura.cluster;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.obscura.platform.settings.ClusterSettings;
import lab.obscura.platform.settings.ClusterSettings.Pool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at queue and batch system and asks for what is missing: one {@code squeue} for all pools, at most one {@code sbatch} for each. A command
 * that is not answered means that nothing is known, and then nothing is asked for; what was asked for all the same is seen at the next look.
 * A pilot that runs is never cancelled.
 */
final class Autoscaler {

    private static final Logger LOG = LoggerFactory.getLogger(Autoscaler.class);

    /** After so many refusals in a row a pool stops. */
    private static final int TRIES = 3;

    private static final int REMEMBERED = 10;

    /** A command that took long is called more seldom. */
    private static final int LEAST_PAUSES = 5;

    private final ClusterSettings settings;
    private final Slurm slurm;
    private final Demand demand;
    private final PilotScript script;
    private final String folder;
    private final PilotBook pilots;
    private final PoolBook pools;
    private final Clock clock;
    private final String name;
    private final Deque<ClusterLook.Command> commands = new ArrayDeque<>();

    /**
     * What it works with.
     *
     * @param folder that nodes see, for what pilots say
     * @param name of this service, for people
     */
    record Tools(
            Slurm slurm,
            Demand demand,
            PilotScript script,
            String folder,
            PilotBook pilots,
            PoolBook pools,
            Clock clock,
            String name) {}

    Autoscaler(ClusterSettings settings, Tools tools) {
        this.settings = settings;
        this.slurm = tools.slurm();
        this.demand = tools.demand();
        this.script = tools.script();
        this.folder = tools.folder();
        this.pilots = tools.pilots();
        this.pools = tools.pools();
        this.clock = tools.clock();
        this.name = tools.name();
    }

    /** One look. Returns how long to wait before the next one. */
    Duration tick() throws InterruptedException {
        Instant begun = clock.instant();
        Slurm.Listing listing = slurm.list(settings.pools());
        remember(listing.answer());
        List<ClusterLook.PoolLook> looks = new ArrayList<>();
        String error = "";
        if (listing.pilots().isPresent()) {
            List<Slurm.Listed> listed = listing.pilots().get();
            pilots.listed(begun, listed.stream().map(Slurm.Listed::job).toList());
            looks.addAll(scale(listed));
        } else {
            error = listing.answer().isWell()
                    ? "squeue answered something that cannot be read; nothing is submitted"
                    : "squeue: " + listing.answer().complaint() + "; nothing is submitted until it answers";
            LOG.warn("event=cluster-unknown cause=\"{}\"", error);
        }
        pools.looked(new ClusterLook(name, error, List.copyOf(commands), looks));
        Duration least = listing.answer().took().multipliedBy(LEAST_PAUSES);
        return least.compareTo(settings.interval()) > 0 ? least : settings.interval();
    }

    private List<ClusterLook.PoolLook> scale(List<Slurm.Listed> listed) throws InterruptedException {
        Map<String, PoolBook.Record> records = pools.of(settings.pools());
        List<Pool> open = settings.pools().stream()
                .filter(pool -> !records.get(pool.name()).isStopped())
                .toList();
        // A run that fits into several pools must not wait for one that has stopped.
        Map<String, Demand.Of> ofOpen = demand.now(open);
        Map<String, Demand.Of> ofAll = demand.now(settings.pools());
        List<ClusterLook.PoolLook> looks = new ArrayList<>();
        for (Pool pool : settings.pools()) {
            Demand.Of wanted = ofOpen.getOrDefault(pool.name(), ofAll.get(pool.name()));
            List<Slurm.Listed> own = listed.stream()
                    .filter(pilot -> pilot.pool().equals(pool.name()))
                    .toList();
            looks.add(scale(pool, wanted, own, records.get(pool.name())));
        }
        return looks;
    }

    private ClusterLook.PoolLook scale(Pool pool, Demand.Of wanted, List<Slurm.Listed> own, PoolBook.Record before)
            throws InterruptedException {
        PoolBook.Record record = stoppedBy(pool, wanted, own, before);
        PoolPlan plan = PoolPlan.of(pool, wanted.waiting(), wanted.busy(), own, record.isStopped());
        if (!plan.cancel().isEmpty()) {
            remember(slurm.cancelWaiting(plan.cancel()));
            pilots.takenBack(plan.cancel());
        }
        int submitted = 0;
        if (plan.submit() > 0) {
            Slurm.Submitted asked = slurm.submit(pool, plan.submit(), script.of(pool), folder);
            remember(asked.answer());
            pilots.submitted(pool.name(), asked.jobs());
            submitted = asked.jobs().size();
            record = judged(pool, asked.answer(), record);
        }
        if (!record.equals(before)) {
            pools.write(pool.name(), record);
        }
        return look(pool, wanted, own, plan, submitted, record);
    }

    /** Held pilots count as a try that failed; three pilots in a row that came to nothing stop the pool at once. */
    private PoolBook.Record stoppedBy(Pool pool, Demand.Of wanted, List<Slurm.Listed> own, PoolBook.Record before) {
        if (before.isStopped()) {
            return before;
        }
        Optional<Slurm.Listed> held = own.stream().filter(Slurm.Listed::isHeld).findFirst();
        if (held.isPresent()) {
            return failed(
                    pool,
                    before,
                    "Slurm holds " + held.get().job() + ": " + held.get().reason());
        }
        Optional<String> fruitless =
                wanted.waiting() > 0 ? pilots.fruitless(pool.name(), wanted.oldest()) : Optional.empty();
        return fruitless
                .map(why ->
                        stopped(pool, PilotBook.FRUITLESS + " pilots in a row came to nothing; the last one: " + why))
                .orElse(before);
    }

    /** A command that was not answered is no refusal: the pilots may be there. */
    private PoolBook.Record judged(Pool pool, BatchCommand.Answer answer, PoolBook.Record before) {
        if (answer.isWell()) {
            return new PoolBook.Record(0, "");
        }
        LOG.warn("event=pilots-refused pool={} code={} cause=\"{}\"", pool.name(), answer.code(), answer.complaint());
        return answer.isUnanswered() ? before : failed(pool, before, answer.complaint());
    }

    private PoolBook.Record failed(Pool pool, PoolBook.Record before, String why) {
        int tries = before.tries() + 1;
        return tries >= TRIES
                ? stopped(pool, TRIES + " tries failed; the last one: " + why)
                : new PoolBook.Record(tries, "");
    }

    private static PoolBook.Record stopped(Pool pool, String why) {
        LOG.error("event=pool-stopped pool={} cause=\"{}\"", pool.name(), why);
        return new PoolBook.Record(0, why);
    }

    private static ClusterLook.PoolLook look(
            Pool pool, Demand.Of wanted, List<Slurm.Listed> own, PoolPlan plan, int submitted, PoolBook.Record record) {
        long running = own.stream()
                .filter(pilot -> pilot.condition() == Slurm.Condition.RUNNING)
                .count();
        List<Slurm.Listed> pending = own.stream()
                .filter(pilot -> pilot.condition() == Slurm.Condition.PENDING)
                .toList();
        return new ClusterLook.PoolLook(
                pool.name(),
                plan.wanted(),
                wanted.waiting(),
                wanted.busy(),
                (int) running,
                pending.size() - plan.cancel().size() + submitted,
                pending.stream().map(Slurm.Listed::reason).distinct().toList(),
                record.stopped());
    }

    /** Of the looks that went well only the last one is news. */
    private void remember(BatchCommand.Answer answer) {
        if (answer.isWell() && answer.line().startsWith(Slurm.LIST)) {
            commands.removeIf(before -> before.code() == 0 && before.line().startsWith(Slurm.LIST));
        }
        commands.addFirst(ClusterLook.Command.of(answer));
        if (commands.size() > REMEMBERED) {
            commands.removeLast();
        }
    }
}
