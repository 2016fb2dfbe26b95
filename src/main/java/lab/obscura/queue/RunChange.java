package lab.obscura.queue;

import java.time.Instant;

/**
 * One change of state.
 *
 * @param from the state before; the name of no state (empty) for the first
 */
public record RunChange(int number, String from, RunState to, String reason, int attempt, Instant at) {}
