package lab.obscura.queue.journal;

import java.time.Instant;
import lab.obscura.engine.settings.PlainText;

/** A line for people, from the attempt. */
public record LogLine(Instant at, String line) {

    public LogLine {
        line = PlainText.line(line); // terminals show it, too
    }
}
