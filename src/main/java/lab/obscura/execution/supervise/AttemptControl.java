package lab.obscura.execution.supervise;

import java.util.concurrent.atomic.AtomicReference;
import lab.obscura.queue.Claim;
import lab.obscura.queue.Heartbeat;

/** What is wanted of an attempt, as its worker's heartbeat hears it. The heartbeat's thread writes, the supervisor's reads. */
final class AttemptControl {

    /** What is wanted. A later one in this list beats an earlier one. */
    enum StopRequest {
        CONTINUE,
        /** The worker ends: stop, the run goes back to the queue. */
        RELEASE,
        /** There is no disk left for what it writes: stop, the run fails with that reason. */
        DISK_FULL,
        /** Somebody cancelled the run. */
        CANCEL,
        /** The run belongs to somebody else: stop, and write nothing. */
        LOST
    }

    private final Claim claim;
    private final AtomicReference<StopRequest> stopRequest = new AtomicReference<>(StopRequest.CONTINUE);

    AttemptControl(Claim claim) {
        this.claim = claim;
    }

    Claim claim() {
        return claim;
    }

    void heard(Heartbeat heartbeat) {
        switch (heartbeat) {
            case CONTINUES -> raise(StopRequest.CONTINUE);
            case CANCEL -> raise(StopRequest.CANCEL);
            case LOST -> raise(StopRequest.LOST);
        }
    }

    void release() {
        raise(StopRequest.RELEASE);
    }

    void diskFull() {
        raise(StopRequest.DISK_FULL);
    }

    void lost() {
        raise(StopRequest.LOST);
    }

    StopRequest latest() {
        return stopRequest.get();
    }

    private void raise(StopRequest next) {
        stopRequest.accumulateAndGet(next, (before, after) -> after.compareTo(before) > 0 ? after : before);
    }
}
