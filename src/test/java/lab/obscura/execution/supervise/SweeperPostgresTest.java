package lab.obscura.execution.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import lab.obscura.execution.checkpoints.PublishedCheckpoints;
import lab.obscura.execution.link.LinkFixture;
import lab.obscura.platform.ObscuraProperties;
import lab.obscura.queue.Claim;
import lab.obscura.queue.QueueFixture;
import lab.obscura.queue.RunId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class SweeperPostgresTest {

    @TempDir
    Path home;

    @Test
    void onlyOldFilesThatBelongToNobodyGo() throws IOException {
        var queue = new QueueFixture();
        RunId done = queue.submit();
        Claim claim = queue.claim(queue.worker("alpha"));
        queue.leases.succeed(claim);
        RunId waiting = queue.submit();
        Path ofNobody = old("attempts/" + RunId.random());
        Path ofSuccess = old("checkpoints/" + done);
        Path ofWaiting = old("checkpoints/" + waiting);
        Path foreign = old("checkpoints/notes");
        Path young = Files.createDirectories(home.resolve("attempts/" + RunId.random()));
        var properties = new Binder(new MapConfigurationPropertySource(Map.of("obscura.home", home.toString())))
                .bindOrCreate("obscura", ObscuraProperties.class);

        new Sweeper(
                        new AttemptFolders(properties),
                        PublishedCheckpoints.none(),
                        LinkFixture.to(queue),
                        Clock.systemUTC())
                .sweep();

        assertThat(ofNobody).doesNotExist();
        assertThat(ofSuccess).doesNotExist();
        assertThat(ofWaiting).exists();
        assertThat(foreign).exists();
        assertThat(young).exists();
    }

    @Test
    void networksThatNoRunNeedsGo() throws IOException {
        var queue = new QueueFixture();
        queue.submit(); // its training hash is 000…
        Path used = oldNetwork("0");
        Path unused = oldNetwork("1");
        Path young = Files.writeString(home.resolve("trained/" + "2".repeat(64) + ".obs"), "young");
        Path foreign = old("trained/notes");
        var properties = new Binder(new MapConfigurationPropertySource(Map.of("obscura.home", home.toString())))
                .bindOrCreate("obscura", ObscuraProperties.class);

        new Sweeper(
                        new AttemptFolders(properties),
                        PublishedCheckpoints.none(),
                        LinkFixture.to(queue),
                        Clock.systemUTC())
                .sweep();

        assertThat(unused).doesNotExist();
        assertThat(used).exists();
        assertThat(young).exists();
        assertThat(foreign).exists();
    }

    private Path oldNetwork(String digit) throws IOException {
        Path file = home.resolve("trained/" + digit.repeat(64) + ".obs");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "network");
        return Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
    }

    private Path old(String name) throws IOException {
        Path folder = Files.createDirectories(home.resolve(name));
        Files.writeString(folder.resolve("file"), "left");
        Files.setLastModifiedTime(folder, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
        return folder;
    }
}
