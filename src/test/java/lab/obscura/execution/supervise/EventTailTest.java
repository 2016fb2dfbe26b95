package lab.obscura.execution.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import lab.obscura.engine.progress.RunEvent;
import lab.obscura.execution.child.EventWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventTailTest {

    @TempDir
    Path folder;

    @Test
    void readsWhatTheWriterSaid() {
        Path file = folder.resolve("events.jsonl");
        var tail = new EventTail(file);
        assertThat(tail.next()).isEmpty();

        try (var writer = new EventWriter(file, Clock.systemUTC())) {
            writer.heard(new RunEvent.Point("loss", 1, 0.5));
            writer.heard(new RunEvent.Log("two\nlines"));
        }

        assertThat(tail.next()).containsExactly(new RunEvent.Point("loss", 1, 0.5), new RunEvent.Log("two\nlines"));
        assertThat(tail.next()).isEmpty();
    }

    @Test
    void waitsForTheEndOfALine() throws IOException {
        Path file = folder.resolve("events.jsonl");
        var tail = new EventTail(file);
        Files.writeString(file, "{\"kind\":\"log\",\"line\":\"a\"}\n{\"kind\":\"lo");

        assertThat(tail.next()).containsExactly(new RunEvent.Log("a"));
        Files.writeString(file, "g\",\"line\":\"b\"}\n", StandardOpenOption.APPEND);

        assertThat(tail.next()).containsExactly(new RunEvent.Log("b"));
    }

    @ParameterizedTest
    @ValueSource(ints = {(1 << 18) - 30, 1 << 18, 300_000, 3_000_000})
    void readsALineOfAnyLengthAndWhatFollows(int length) {
        Path file = folder.resolve("events.jsonl");
        var said = List.of(new RunEvent.Log("before"), new RunEvent.Log("x".repeat(length)), new RunEvent.Log("after"));
        try (var writer = new EventWriter(file, Clock.systemUTC())) {
            said.forEach(writer::heard);
        }

        var tail = new EventTail(file);
        List<RunEvent> heard = new ArrayList<>();
        for (List<RunEvent> next = tail.next(); !next.isEmpty(); next = tail.next()) {
            heard.addAll(next);
        }

        assertThat(heard).containsExactlyElementsOf(said);
    }

    @Test
    void aLongLineWithoutItsEndWaits() throws IOException {
        Path file = folder.resolve("events.jsonl");
        Files.writeString(file, "{\"kind\":\"log\",\"line\":\"" + "x".repeat(600_000));

        assertThat(new EventTail(file).next()).isEmpty();
    }

    @Test
    void readsWhatAnEarlierVersionSaid() throws IOException {
        Path file = folder.resolve("events.jsonl");
        Files.writeString(file, "{\"kind\":\"checkpoint\",\"stage\":\"training\",\"epoch\":3}\n");

        assertThat(new EventTail(file).next()).containsExactly(new RunEvent.Checkpointed("training", 3, 0));
    }

    @Test
    void keepsProgressFromFloodingTheFile() {
        Path file = folder.resolve("events.jsonl");
        Clock stopped = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

        try (var writer = new EventWriter(file, stopped)) {
            writer.heard(new RunEvent.Progress("training", 0.1));
            writer.heard(new RunEvent.Progress("training", 0.2));
            writer.heard(new RunEvent.Progress("attack", 0.6));
        }

        assertThat(new EventTail(file).next())
                .containsExactly(new RunEvent.Progress("training", 0.1), new RunEvent.Progress("attack", 0.6));
    }
}
