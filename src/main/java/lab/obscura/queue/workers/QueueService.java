package lab.obscura.queue.workers;

import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import lab.obscura.engine.settings.PlainText;
import lab.obscura.platform.web.ErrorType;
import lab.obscura.platform.web.Problem;
import lab.obscura.queue.Queue;
import lab.obscura.queue.QueueStatus;
import lab.obscura.queue.RunState;
import lab.obscura.queue.Runs;
import lab.obscura.queue.WorkerId;
import lab.obscura.queue.WorkerInfo;
import org.springframework.stereotype.Component;

/** What the operator sees and does: workers, what waits, pause and resume. */
@Component
final class QueueService {

    private static final int LONGEST_REASON = 200;

    private final Queue queue;
    private final Workers workers;
    private final Runs runs;
    private final Clock clock;

    QueueService(Queue queue, Workers workers, Runs runs, Clock clock) {
        this.queue = queue;
        this.workers = workers;
        this.runs = runs;
        this.clock = clock;
    }

    WorkersView workers() {
        return new WorkersView(workers.all().stream().map(this::worker).toList());
    }

    WorkersView drain(String id) {
        if (!workerId(id).map(workers::drain).orElse(false)) {
            throw Problem.unknown(
                    ErrorType.UNKNOWN_WORKER,
                    "No worker has the id",
                    id,
                    "GET /api/v1/workers lists those there are; one that has ended is gone");
        }
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
                        .toList());
    }

    QueueView queue() {
        QueueStatus status = queue.status();
        return new QueueView(
                status.paused(),
                status.reason(),
                status.runs().getOrDefault(RunState.QUEUED, 0L),
                status.runs().getOrDefault(RunState.RUNNING, 0L) + status.runs().getOrDefault(RunState.CANCELLING, 0L));
    }

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
        return queue();
    }

    QueueView resume() {
        queue.resume();
        return queue();
    }
}
