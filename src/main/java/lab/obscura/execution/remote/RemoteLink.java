package lab.obscura.execution.remote;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import lab.obscura.engine.files.FileHash;
import lab.obscura.engine.progress.RunEvent;
import lab.obscura.engine.run.folder.AttemptFolder;
import lab.obscura.engine.run.folder.Outcome;
import lab.obscura.execution.link.AttemptEnding;
import lab.obscura.execution.link.PilotNews;
import lab.obscura.execution.link.QueueLink;
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
import org.springframework.dao.DataAccessResourceFailureException;

/** The way over HTTPS: the service does with its database what the worker asks for. */
public final class RemoteLink implements QueueLink {

    /** Of the calls that keep leases: one that hangs must not cost the others theirs. */
    private static final Duration PROMPT = Duration.ofSeconds(5);

    /** Below what the service takes as JSON. */
    private static final int LARGEST_BATCH = 900_000;

    private static final String UNKNOWN_UPLOAD = "unknown-upload";

    private final ServiceClient service;

    public RemoteLink(ServiceClient service) {
        this.service = service;
    }

    /** Each call has a connection of its own when it needs one. */
    @Override
    public QueueLink beside(String name) {
        return this;
    }

    @Override
    public Optional<String> problem() {
        try {
            return service.call("check", new WorkerCalls.Check(), WorkerCalls.Checked.class)
                    .problem();
        } catch (NotAdmitted | ServiceRefusal e) {
            return Optional.of("service: " + e.getMessage());
        }
    }

    @Override
    public boolean register(WorkerInfo worker, List<CardState> cards, WorkerInfo.Prospect prospect) {
        return service.call(
                        "register",
                        new WorkerCalls.Register(worker, cards, prospect),
                        WorkerCalls.Registered.class,
                        PROMPT)
                .draining();
    }

    @Override
    public void remove(WorkerId worker) {
        service.call("remove", new WorkerCalls.Remove(worker), WorkerCalls.Done.class);
    }

    @Override
    public void tell(WorkerInfo pilot, PilotNews news) {
        service.call("tell", new WorkerCalls.Tell(pilot, news), WorkerCalls.Done.class);
    }

    @Override
    public Optional<Claim> claim(WorkerInfo worker, Duration lease, WorkerInfo.Prospect prospect) {
        return service.call("claim", new WorkerCalls.Ask(worker, lease, prospect), WorkerCalls.Asked.class)
                .claim();
    }

    @Override
    public Heartbeat heartbeat(Claimed claim, Duration lease) {
        return service.call(
                        "heartbeat",
                        new WorkerCalls.Beat(WorkerCalls.Held.of(claim), lease),
                        WorkerCalls.Heard.class,
                        PROMPT)
                .heartbeat();
    }

    /** What is too long for one call goes in two. */
    @Override
    public Written append(Claimed claim, JournalBatch batch) {
        boolean isLong = WorkerCalls.JSON.writeValueAsBytes(batch).length > LARGEST_BATCH;
        if (!isLong || batch.events().size() < 2) {
            return written("append", new WorkerCalls.Append(WorkerCalls.Held.of(claim), batch));
        }
        Written first = append(claim, batch.firstHalf());
        return first == Written.STORED ? append(claim, batch.secondHalf()) : first;
    }

    @Override
    public Written used(Claimed claim, RunEvent.Used used) {
        return written("used", new WorkerCalls.Used(WorkerCalls.Held.of(claim), used));
    }

    /** As a file: a sheet of large pictures is longer than a call may be. */
    @Override
    public Written show(Claimed claim, InterimPicture picture) {
        try {
            Path file = Files.createTempFile("obscura", ".png");
            try {
                Files.write(file, picture.png());
                WorkerCalls.UploadedFile upload = uploaded(file);
                return written(
                        "show",
                        new WorkerCalls.Show(WorkerCalls.Held.of(claim), picture.attack(), picture.detail(), upload));
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw away("An interim picture cannot be written", e);
        }
    }

    private WorkerCalls.UploadedFile uploaded(Path file) throws IOException {
        UUID upload = service.upload(file);
        return new WorkerCalls.UploadedFile(upload, Files.size(file), FileHash.sha256(file));
    }

    private static DataAccessResourceFailureException away(String what, IOException cause) {
        return new DataAccessResourceFailureException(what + ": " + cause.getMessage(), cause);
    }

    @Override
    public Map<String, List<CurvePoint>> curves(RunId run) {
        return service.call("curves", new WorkerCalls.Curves(run), WorkerCalls.Drawn.class)
                .curves();
    }

    /** The files go first, as one archive; the service takes them up with the end of the run, in one transaction. */
    @Override
    public Written succeed(Claimed claim, Outcome outcome, AttemptFolder folder) {
        Path archive = folder.path().resolve("outcome.zip");
        try {
            OutcomeArchive.write(outcome, folder, archive);
            return written("succeed", new WorkerCalls.Succeed(WorkerCalls.Held.of(claim), uploaded(archive)));
        } catch (NoSuchFileException e) {
            throw new UncheckedIOException("The outcome speaks of a file that is not there", e);
        } catch (IOException e) {
            throw away("The outcome cannot be packed", e);
        }
    }

    @Override
    public Written end(Claimed claim, AttemptEnding ending) {
        return written("end", new WorkerCalls.End(WorkerCalls.Held.of(claim), ending));
    }

    private Written written(String call, Object body) {
        try {
            return service.call(call, body, WorkerCalls.Answered.class).written();
        } catch (ServiceRefusal refusal) {
            if (refusal.type().equals(UNKNOWN_UPLOAD)) { // lost or damaged on its way: it can be sent again
                throw new DataAccessResourceFailureException(refusal.getMessage(), refusal);
            }
            throw refusal;
        }
    }

    @Override
    public Map<RunId, RunState> states(Collection<RunId> runs) {
        return runs.isEmpty()
                ? Map.of()
                : known(List.copyOf(runs), List.of()).runs().stream()
                        .collect(Collectors.toMap(WorkerCalls.Standing::run, WorkerCalls.Standing::state));
    }

    @Override
    public Set<String> trainings(Collection<String> hashes) {
        return hashes.isEmpty()
                ? Set.of()
                : known(List.of(), List.copyOf(hashes)).trainings();
    }

    @Override
    public List<RunId> waitingWithCheckpoint() {
        return known(List.of(), List.of()).waitingWithCheckpoint();
    }

    private WorkerCalls.There known(List<RunId> runs, List<String> trainings) {
        return service.call("known", new WorkerCalls.Known(runs, trainings), WorkerCalls.There.class);
    }

    /** The service does that itself. */
    @Override
    public List<RunId> rescueExpired(Duration lease) {
        return List.of();
    }

    /** The service does that itself. */
    @Override
    public void forget() {}

    @Override
    public Optional<OwnConnections> announcements() {
        return Optional.empty();
    }

    @Override
    public void close() {}
}
