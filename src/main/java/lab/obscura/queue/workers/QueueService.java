package lab.obscura.queue.workers;

import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import lab.obscura.account.audit.AuditAction;
import lab.obscura.account.audit.AuditTrail;
import lab.obscura.engine.settings.PlainText;
import lab.obscura.platform.web.ErrorType;
import lab.obscura.platform.web.Problem;
import lab.obscura.queue.Queue;
import lab.obscura.queue.RunState;
import lab.obscura.queue.Runs;
import lab.obscura.queue.WorkerId;
import lab.obscura.queue.WorkerInfo;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What the operator sees and does: workers, what waits, pause and resume. */
@Component
class QueueService {

    private static final int LONGEST_REASON = 200;

    private final Queue queue;
    private final Workers workers;
    private final Runs runs;
    private final Clock clock;
    private final AuditTrail audit;

    QueueService(Queue queue, Workers workers, Runs runs, Clock clock, AuditTrail audit) {
        this.queue = queue;
        this.workers = workers;
        this.runs = runs;
        this.clock = clock;
        this.audit = audit;
    }

    WorkersView workers() {
        return new WorkersView(workers.all().stream().map(this::worker).toList());
    }

    @Transactional
    WorkersView drain(String id) {
        if (!workerId(id).map(workers::drain).orElse(false)) {
            throw Problem.unknown(
                    ErrorType.UNKNOWN_WORKER,
                    "No worker has the id",
                    id,
                    "GET /api/v1/workers lists those there are; one that has ended is gone");
        }
        audit.note(AuditAction.DRAIN, "");
        return workers();
    }

    private static Optional<WorkerId> workerId(String text) {
        try {
            return Optional.of(new WorkerId(UUID.fromString(text)));
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }

    private WorkersView.Worker worker(WorkerView worker) {
        WorkerInfo info = worker.info();
        return new WorkersView.Worker(
                info.id().value(),
                info.host(),
                info.process(),
                info.slots(),
                info.offers().device().id(),
                info.offers().engineBuild().id(),
                info.offers().memory().heapMegabytes(),
                info.offers().memory().offHeapMegabytes(),
                info.offers().gpuMegabytes(),
                info.version(),
                info.origin().pilot(),
                info.origin().engine(),
                info.origin().job(),
                info.origin().pool(),
                info.origin().ends() ? info.origin().endsAt() : null,
                worker.draining(),
                clock.instant().isBefore(worker.lastSeenAt().plus(Workers.SILENCE)),
                worker.startedAt(),
                worker.lastSeenAt(),
                worker.runs().stream()
                        .map(runs::find)
                        .flatMap(Optional::stream)
                        .map(run -> new WorkersView.CurrentRun(
                                run.id().value(), run.experimentName(), run.seed(), run.stage(), run.progress()))
                        .toList(),
                worker.cards(),
                worker.datasets().orElse(null));
    }

    QueueView queue() {
        Queue.Status status = queue.status();
        return new QueueView(
                status.paused(),
                status.reason(),
                status.runs().getOrDefault(RunState.QUEUED, 0L),
                status.runs().getOrDefault(RunState.RUNNING, 0L) + status.runs().getOrDefault(RunState.CANCELLING, 0L));
    }

    @Transactional
    QueueView pause(Optional<String> reason) {
        String line = reason.map(String::strip).filter(text -> !text.isEmpty()).orElse("paused on request");
        if (!PlainText.isLine(line, LONGEST_REASON)) {
            throw Problem.field(
                    "reason",
                    "text of at most " + LONGEST_REASON + " characters on one line",
                    line,
                    PlainText.hint(line));
        }
        queue.pause(line);
        audit.note(AuditAction.PAUSE, line);
        return queue();
    }

    @Transactional
    QueueView resume() {
        queue.resume();
        audit.note(AuditAction.RESUME, "");
        return queue();
    }
}
