package lab.obscura.execution.link;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import lab.obscura.engine.progress.RunEvent;
import lab.obscura.engine.run.folder.AttemptFolder;
import lab.obscura.engine.run.folder.Outcome;
import lab.obscura.platform.OwnConnections;
import lab.obscura.queue.Claim;
import lab.obscura.queue.Claimed;
import lab.obscura.queue.Heartbeat;
import lab.obscura.queue.RunId;
import lab.obscura.queue.RunState;
import lab.obscura.queue.WorkerId;
import lab.obscura.queue.WorkerInfo;
import lab.obscura.queue.Written;
import lab.obscura.queue.journal.InterimPicture;
import lab.obscura.queue.journal.JournalBatch;
import lab.obscura.queue.workers.CardState;
import lab.obscura.result.CurvePoint;

/**
 * A worker's way to the queue. What is written for a claim is written under its fence. Where the other side cannot be reached, every method
 * throws a {@link org.springframework.dao.DataAccessResourceFailureException} or a relative of it, and nothing was written, or the answer was lost: a
 * write may be repeated as it was, and is done once.
 */
public interface QueueLink extends AutoCloseable {

    /**
     * Another way to the same queue, which never waits behind what goes this way.
     *
     * @param name as the other side sees it
     */
    QueueLink beside(String name);

    /** What keeps this program from working with the other side, in words; empty when nothing does. */
    Optional<String> problem();

    /**
     * Says that the worker is there: at its start, and several times a minute.
     *
     * @param prospect of its next claim, for those who wonder why a run waits
     * @return whether somebody wants it to take nothing more
     */
    boolean register(WorkerInfo worker, List<CardState> cards, WorkerInfo.Prospect prospect);

    /** The worker is there no more. */
    void remove(WorkerId worker);

    /** Writes into the book on pilots. */
    void tell(WorkerInfo pilot, PilotNews news);

    /** Takes the next run that fits; see {@link lab.obscura.queue.Leases#claim}. */
    Optional<Claim> claim(WorkerInfo worker, Duration lease, WorkerInfo.Prospect prospect);

    /** Lengthens the lease. */
    Heartbeat heartbeat(Claimed claim, Duration lease);

    /** Writes what an attempt said. A batch that was taken already is not taken again, and stored all the same. */
    Written append(Claimed claim, JournalBatch batch);

    /** Writes what an attempt has used so far. */
    Written used(Claimed claim, RunEvent.Used used);

    /** Keeps what an attack makes of the gallery for now. */
    Written show(Claimed claim, InterimPicture picture);

    /** What earlier attempts have drawn, by series. */
    Map<String, List<CurvePoint>> curves(RunId run);

    /** Ends a run well: with its outcome and all pictures, or not at all. */
    Written succeed(Claimed claim, Outcome outcome, AttemptFolder folder);

    /** Ends an attempt without an outcome. */
    Written end(Claimed claim, AttemptEnding ending);

    /** The states of those among these runs that exist. */
    Map<RunId, RunState> states(Collection<RunId> runs);

    /** Those among these training hashes that a run has. */
    Set<String> trainings(Collection<String> hashes);

    /** Waiting runs of which a part is done and kept in a checkpoint. */
    List<RunId> waitingWithCheckpoint();

    /** Takes runs from workers of which nothing is heard any more, and gives which; see {@link lab.obscura.queue.Leases#rescueExpired}. */
    List<RunId> rescueExpired(Duration lease);

    /** Forgets workers and pilots that have been gone for long. */
    void forget();

    /** Where it is announced that there is something to do; empty where only asking helps. */
    Optional<OwnConnections> announcements();

    @Override
    void close();
}
