package lab.obscura.keeping.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import lab.obscura.execution.checkpoints.PublishedCheckpoints;
import lab.obscura.execution.checkpoints.StoreFixture;
import lab.obscura.platform.ObscuraProperties;
import lab.obscura.queue.QueueFixture;
import lab.obscura.queue.RunId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class PublishedLeftoversPostgresTest {

    @TempDir
    Path home;

    private final QueueFixture queue = new QueueFixture();

    @Test
    void onlyWhatIsLeftOfRunsThatSucceededGoes() throws IOException {
        RunId done = queue.submit();
        queue.leases.succeed(queue.claim(queue.worker("alpha")));
        RunId waiting = queue.submit();
        RunId somebodyElses = RunId.random();
        Path left = published(done.toString());
        Path needed = published(waiting.toString());
        Path foreign = published(somebodyElses.toString());
        Path notes = published("notes");

        new PublishedLeftovers(store("folder"), queue.runs).remove();

        assertThat(left).doesNotExist();
        assertThat(needed).exists();
        assertThat(foreign).exists();
        assertThat(notes).exists();
    }

    /** The service publishes nothing itself, but workers elsewhere hand over what they did. */
    @Test
    void whatWasHandedOverGoesToo() throws IOException {
        RunId done = queue.submit();
        queue.leases.succeed(queue.claim(queue.worker("alpha")));
        Path left = published(done.toString());

        new PublishedLeftovers(store("none"), queue.runs).remove();

        assertThat(left).doesNotExist();
    }

    private PublishedCheckpoints store(String kind) {
        return StoreFixture.of(new Binder(new MapConfigurationPropertySource(
                        Map.of("obscura.home", home.toString(), "obscura.checkpoint.store", kind)))
                .bindOrCreate("obscura", ObscuraProperties.class));
    }

    private Path published(String name) throws IOException {
        Path file = home.resolve("published").resolve(name).resolve("files/one");
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "weights");
    }
}
