package lab.obscura.execution.supervise;

import java.util.concurrent.atomic.AtomicReference;
import lab.obscura.queue.Claim;
import lab.obscura.queue.Heartbeat;

/** What is wanted of an attempt, as its worker's heartbeat hears it. The heartbeat's thread writes, the supervisor's reads. */
final class Pulse {

    /** What is wanted. A later one in this list beats an earlier one. */
    enum Wish {
        GO_ON,
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
    private final AtomicReference<Wish> wish = new AtomicReference<>(Wish.GO_ON);

    Pulse(Claim claim) {
        this.claim = claim;
    }

    Claim claim() {
        return claim;
    }

    void heard(Heartbeat heartbeat) {
        switch (heartbeat) {
            case GOES_ON -> raise(Wish.GO_ON);
            case CANCEL -> raise(Wish.CANCEL);
            case LOST -> raise(Wish.LOST);
        }
    }

    void release() {
        raise(Wish.RELEASE);
    }

    void diskFull() {
        raise(Wish.DISK_FULL);
    }

    void lost() {
        raise(Wish.LOST);
    }

    Wish latest() {
        return wish.get();
    }

    private void raise(Wish next) {
        wish.accumulateAndGet(next, (before, after) -> after.compareTo(before) > 0 ? after : before);
    }
}
