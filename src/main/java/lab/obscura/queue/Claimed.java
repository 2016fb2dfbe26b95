package lab.obscura.queue;

/** A run in the hands of a worker: all that a write under a fence has to name. */
public interface Claimed {

    RunId run();

    /** Goes up with every claim; a write with an old one is refused. */
    long fence();
}
