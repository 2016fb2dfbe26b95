package lab.obscura.queue;

import lab.obscura.engine.estimate.Resources;

/**
 * What a worker says of itself when it starts.
 *
 * @param process its number on the host
 * @param slots how many attempts it executes at once
 * @param offers what each slot has
 * @param version of the program
 */
public record WorkerInfo(WorkerId id, String host, long process, int slots, Resources offers, String version) {

    /** As it appears in reasons. */
    public String name() {
        return host + ":" + process;
    }
}
