package lab.obscura.experiment;

import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import lab.obscura.account.Actor;
import org.springframework.stereotype.Component;

/**
 * Lets the posts of one submitter to this service through one after the other, before they take a connection: who waits for himself must
 * not empty the pool for all. Across services the database keeps the order.
 */
@Component
final class SubmitterTurns {

    /** Two submitters who meet in one lock wait for each other, for as long as a post is being stored. */
    private static final int LOCKS = 64;

    private final List<ReentrantLock> locks =
            Stream.generate(ReentrantLock::new).limit(LOCKS).toList();

    <T> T inTurn(Actor submitter, Supplier<T> work) {
        ReentrantLock lock = locks.get(Math.floorMod(submitter.hashCode(), LOCKS));
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
