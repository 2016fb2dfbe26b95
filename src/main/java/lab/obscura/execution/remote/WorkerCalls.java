package lab.obscura.execution.remote;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import lab.obscura.engine.progress.RunEvent;
import lab.obscura.execution.link.AttemptEnding;
import lab.obscura.execution.link.PilotNews;
import lab.obscura.queue.Claim;
import lab.obscura.queue.Claimed;
import lab.obscura.queue.Heartbeat;
import lab.obscura.queue.RunId;
import lab.obscura.queue.RunState;
import lab.obscura.queue.WorkerId;
import lab.obscura.queue.WorkerInfo;
import lab.obscura.queue.Written;
import lab.obscura.queue.journal.JournalBatch;
import lab.obscura.queue.workers.CardState;
import lab.obscura.result.CurvePoint;
import tools.jackson.databind.json.JsonMapper;

/** What worker and service say to each other. Both are the same program in the same version, so these records may change with it. */
public final class WorkerCalls {

    /** Reads and writes the calls. */
    public static final JsonMapper JSON = JsonMapper.builder().build();

    private WorkerCalls() {}

    /** Whether this program can work with the service. */
    public record Check() {}

    /** What keeps it from that, in words. */
    public record Checked(Optional<String> problem) {}

    /** A worker is there. */
    public record Register(WorkerInfo worker, List<CardState> cards, WorkerInfo.Prospect prospect) {}

    /** Whether somebody wants it to take nothing more. */
    public record Registered(boolean draining) {}

    /** A worker is there no more. */
    public record Remove(WorkerId worker) {}

    /** For the book on pilots. */
    public record Tell(WorkerInfo pilot, PilotNews news) {}

    /** It was done. */
    public record Done() {}

    /** A worker wants a run. */
    public record Ask(WorkerInfo worker, Duration lease, WorkerInfo.Prospect prospect) {}

    /** The run that it got, if any. */
    public record Asked(Optional<Claim> claim) {}

    /** The run that a worker speaks of. Of its claim no more goes to and fro: definitions are long. */
    public record Held(RunId run, long fence) implements Claimed {

        public static Held of(Claimed claim) {
            return new Held(claim.run(), claim.fence());
        }
    }

    /** A worker still has a run. */
    public record Beat(Held claim, Duration lease) {}

    /** What it hears. */
    public record Heard(Heartbeat heartbeat) {}

    /** What an attempt said. */
    public record Append(Held claim, JournalBatch batch) {}

    /** What an attempt has used. */
    public record Used(Held claim, RunEvent.Used used) {}

    /** What an attack makes of the gallery for now. */
    public record Show(Held claim, String attack, String detail, UploadedFile png) {}

    /** A file that was uploaded before. */
    public record UploadedFile(UUID upload, long bytes, String sha256) {}

    /** An attempt succeeded; the files of its folder were uploaded as a ZIP archive. */
    public record Succeed(Held claim, UploadedFile archive) {}

    /** An attempt ended otherwise. */
    public record End(Held claim, AttemptEnding ending) {}

    /** Whether the write was accepted. */
    public record Answered(Written written) {}

    /** What has a run drawn already? */
    public record Curves(RunId run) {}

    /** That, by series. */
    public record Drawn(Map<String, List<CurvePoint>> curves) {}

    /** What a worker wants to know before it tidies its disk. */
    public record Known(List<RunId> runs, List<String> trainings) {}

    /** Of what it asked for, what there is. */
    public record There(List<Standing> runs, Set<String> trainings, List<RunId> waitingWithCheckpoint) {}

    /** Where a run stands. */
    public record Standing(RunId run, RunState state) {}
}
