package lab.obscura.queue;

import java.time.Instant;

/** A line for people, from the attempt. */
public record LogLine(Instant at, String line) {}
