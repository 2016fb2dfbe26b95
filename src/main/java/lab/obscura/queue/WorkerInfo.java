package lab.obscura.queue;

/**
 * What a worker says of itself when it starts.
 *
 * @param process its number on the host
 * @param slots how many attempts it executes at once
 * @param device {@code cpu} or what it found
 * @param version of the program
 */
public record WorkerInfo(WorkerId id, String host, long process, int slots, String device, String version) {

    /** As it appears in reasons. */
    public String name() {
        return host + ":" + process;
    }
}
