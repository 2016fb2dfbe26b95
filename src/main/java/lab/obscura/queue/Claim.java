package lab.obscura.queue;

/**
 * A worker's right to execute a run, until its lease ends or somebody else gets a higher fence.
 *
 * @param attempt from 1
 * @param definition the resolved experiment as JSON, with the hash of the data it was submitted for
 */
public record Claim(
        RunId run, ExperimentId experiment, WorkerId worker, long fence, int attempt, long seed, String definition)
        implements Claimed {}
