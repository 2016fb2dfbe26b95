package lab.obscura.execution.child;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import lab.obscura.engine.progress.ProgressListener;
import lab.obscura.engine.progress.RunEvent;
import tools.jackson.databind.json.JsonMapper;

/** Appends what a run says to its {@code events.jsonl}, one line each; progress at most four times a second. */
public final class EventWriter implements ProgressListener, AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PROGRESS_INTERVAL = Duration.ofMillis(250);

    private final OutputStream file;
    private final Clock clock;
    private Instant nextProgress = Instant.MIN;
    private String stage = "";
    private Optional<RunEvent.Progress> held = Optional.empty();

    public EventWriter(Path events, Clock clock) {
        try {
            this.file = Files.newOutputStream(events, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + events, e);
        }
        this.clock = clock;
    }

    @Override
    public synchronized void heard(RunEvent event) {
        if (event instanceof RunEvent.Progress progress) {
            boolean due = isDue(progress);
            held = due ? Optional.empty() : Optional.of(progress);
            if (!due) {
                return;
            }
        }
        if (event instanceof RunEvent.Checkpointed) {
            held.ifPresent(this::write); // a checkpoint counts for as much of the run as it covers
            held = Optional.empty();
        }
        write(event);
    }

    private void write(RunEvent event) {
        String line = JSON.writerFor(RunEvent.class).writeValueAsString(event) + "\n";
        try {
            // One write per line: a reader sees whole lines, and a crash loses nothing that was said before it.
            file.write(line.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the events of the run. Is the disk full?", e);
        }
    }

    private boolean isDue(RunEvent.Progress progress) {
        Instant now = clock.instant();
        if (progress.stage().equals(stage) && now.isBefore(nextProgress)) {
            return false;
        }
        stage = progress.stage();
        nextProgress = now.plus(PROGRESS_INTERVAL);
        return true;
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
