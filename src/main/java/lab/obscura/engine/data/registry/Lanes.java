package lab.obscura.engine.data.registry;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads that find out about data sets: one looks at files, so that a disk is walked once at a time; two read, so that a large
 * data set holds up no small one and memory is taken twice at most. They end when there is nothing to do.
 */
final class Lanes {

    /** Megabytes of pictures take seconds, gigabytes minutes. */
    private static final long LARGE_BYTES = 64_000_000;

    private final Executor walker = lane("dataset-look");
    private final Executor small = lane("dataset-read");
    private final Executor large = lane("dataset-read-large");

    Executor walker() {
        return walker;
    }

    Executor reading(long bytes) {
        return bytes > LARGE_BYTES ? large : small;
    }

    private static Executor lane(String name) {
        var lane = new ThreadPoolExecutor(1, 1, 2, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
            var thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
        lane.allowCoreThreadTimeOut(true);
        return lane;
    }
}
