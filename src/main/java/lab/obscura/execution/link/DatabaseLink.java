package lab.obscura.execution.link;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import lab.obscura.engine.progress.RunEvent;
import lab.obscura.engine.run.folder.AttemptFolder;
import lab.obscura.engine.run.folder.Outcome;
import lab.obscura.platform.OwnConnections;
import lab.obscura.queue.Claim;
import lab.obscura.queue.Claimed;
import lab.obscura.queue.Heartbeat;
import lab.obscura.queue.Leases;
import lab.obscura.queue.RunId;
import lab.obscura.queue.RunState;
import lab.obscura.queue.Runs;
import lab.obscura.queue.WorkerId;
import lab.obscura.queue.WorkerInfo;
import lab.obscura.queue.Written;
import lab.obscura.queue.journal.InterimPicture;
import lab.obscura.queue.journal.JournalBatch;
import lab.obscura.queue.journal.RunJournal;
import lab.obscura.queue.tally.Tallies;
import lab.obscura.queue.tally.Tally;
import lab.obscura.queue.workers.CardState;
import lab.obscura.queue.workers.Pilots;
import lab.obscura.queue.workers.Workers;
import lab.obscura.result.CurvePoint;
import lab.obscura.result.ResultStore;
import lab.obscura.result.Results;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The direct way: the worker's own statements in PostgreSQL. Counts what happens, too. */
public final class DatabaseLink implements QueueLink {

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final OwnConnections connections;
    private final Runnable close;
    private final Leases leases;
    private final RunJournal journal;
    private final Workers workers;
    private final Pilots pilots;
    private final Runs runs;
    private final Results results;
    private final ResultStore store;
    private final Tallies tallies;

    /** @param connections to the same database, for those who must not wait for the pool */
    public DatabaseLink(JdbcClient jdbc, TransactionTemplate transactions, OwnConnections connections) {
        this(jdbc, transactions, connections, () -> {});
    }

    private DatabaseLink(
            JdbcClient jdbc, TransactionTemplate transactions, OwnConnections connections, Runnable close) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.connections = connections;
        this.close = close;
        this.leases = new Leases(jdbc);
        this.journal = new RunJournal(jdbc);
        this.workers = new Workers(jdbc);
        this.pilots = new Pilots(jdbc);
        this.runs = new Runs(jdbc);
        this.results = new Results(jdbc);
        this.store = new ResultStore(jdbc);
        this.tallies = new Tallies(jdbc);
    }

    /** Over a single connection of its own. */
    @Override
    public QueueLink beside(String name) {
        HikariDataSource source = connections.one(name);
        var own = new TransactionTemplate(new JdbcTransactionManager(source));
        return new DatabaseLink(JdbcClient.create(source), own, connections, source::close);
    }

    @Override
    public Optional<String> problem() {
        return SchemaVersion.problem(jdbc);
    }

    @Override
    public boolean register(WorkerInfo worker, List<CardState> cards, WorkerInfo.Prospect prospect) {
        return workers.register(worker, cards, prospect);
    }

    @Override
    public void remove(WorkerId worker) {
        workers.remove(worker);
    }

    @Override
    public void tell(WorkerInfo pilot, PilotNews news) {
        switch (news.kind()) {
            case ARRIVED -> pilots.arrived(pilot);
            case REFUSED -> pilots.refused(pilot, news.said());
            case CLAIMED -> pilots.claimed(pilot);
            case ENDED -> pilots.ended(pilot, news.said());
        }
    }

    @Override
    public Optional<Claim> claim(WorkerInfo worker, Duration lease, WorkerInfo.Prospect prospect) {
        Optional<Claim> claim = leases.claim(worker, lease, prospect);
        claim.ifPresent(taken -> tallies.add(Tally.CLAIMS));
        return claim;
    }

    @Override
    public Heartbeat heartbeat(Claimed claim, Duration lease) {
        return leases.heartbeat(claim, lease);
    }

    @Override
    public Written append(Claimed claim, JournalBatch batch) {
        return refusalsCounted(() -> journal.append(claim, batch));
    }

    @Override
    public Written used(Claimed claim, RunEvent.Used used) {
        return refusalsCounted(() -> journal.used(claim, used));
    }

    @Override
    public Written show(Claimed claim, InterimPicture picture) {
        return refusalsCounted(() -> journal.show(claim, picture));
    }

    @Override
    public Map<String, List<CurvePoint>> curves(RunId run) {
        return results.curves(run);
    }

    @Override
    public Written succeed(Claimed claim, Outcome outcome, AttemptFolder folder) {
        return counted(
                "succeeded",
                () -> transactions.execute(status -> {
                    Written changed = leases.succeed(claim);
                    if (changed == Written.STORED) {
                        store.store(claim.run(), outcome, folder);
                    }
                    return changed;
                }));
    }

    @Override
    public Written end(Claimed claim, AttemptEnding ending) {
        String reason = ending.reason();
        return counted(ending.kind().counted(), () -> switch (ending.kind()) {
            case FAILED -> leases.fail(claim, reason);
            case CANCELLED -> leases.cancelled(claim, reason);
            case GIVEN_BACK -> leases.giveBack(claim, reason);
            case INTERRUPTED -> leases.interrupted(claim, reason);
        });
    }

    private Written counted(String end, Supplier<Written> write) {
        Written written = refusalsCounted(write);
        if (written == Written.STORED) {
            tallies.add(Tally.ATTEMPTS, end, 1);
        }
        return written;
    }

    private Written refusalsCounted(Supplier<Written> write) {
        Written written = write.get();
        if (written == Written.NOT_OWNER) {
            tallies.add(Tally.FENCE_REFUSALS);
        }
        return written;
    }

    @Override
    public Map<RunId, RunState> states(Collection<RunId> these) {
        return runs.states(these);
    }

    @Override
    public Set<String> trainings(Collection<String> hashes) {
        return runs.trainings(hashes);
    }

    @Override
    public List<RunId> waitingWithCheckpoint() {
        return runs.waitingWithCheckpoint();
    }

    @Override
    public List<RunId> rescueExpired(Duration lease) {
        List<RunId> rescued = leases.rescueExpired(lease);
        if (!rescued.isEmpty()) {
            tallies.add(Tally.RESCUES, "", rescued.size());
        }
        return rescued;
    }

    @Override
    public void forget() {
        workers.forget();
        pilots.forget();
    }

    @Override
    public Optional<OwnConnections> announcements() {
        return Optional.of(connections);
    }

    @Override
    public void close() {
        close.run();
    }
}
