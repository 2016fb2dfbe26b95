package lab.obscura.queue.journal;

import java.time.Instant;

/**
 * Something told about a run.
 *
 * @param number from 1, without gaps within a run
 * @param kind {@code state}, {@code progress}, {@code point} or {@code log}
 * @param payload JSON: {@code {state, reason, attempt}}, {@code {stage, fraction, detail}}, {@code {series, step, value}} or {@code {line}}
 */
public record StoredEvent(long number, String kind, String payload, Instant at) {}
