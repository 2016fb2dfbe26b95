package lab.obscura.platform;

import java.util.concurrent.ThreadFactory;

/** Threads that do not keep a process from ending: what they wait for, such as a file system that hangs, may never come. */
public final class DaemonThreads {

    private DaemonThreads() {}

    /** Makes them, all with the same name. */
    public static ThreadFactory named(String name) {
        return task -> {
            var thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }
}
