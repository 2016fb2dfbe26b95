package lab.obscura.execution.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import lab.obscura.engine.definition.presets.Presets;
import lab.obscura.engine.run.folder.AttemptFolder;
import lab.obscura.platform.ObscuraProperties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import tools.jackson.databind.json.JsonMapper;

class CardSharesTest {

    @TempDir
    private Path path;

    @Test
    void everyAttemptSeesTheCardWithTheFewestOthers() {
        var cards = new CardShares(List.of("0", "1"), true);

        var isAlive = new AtomicBoolean(true);
        assertThat(cards.freest()).contains("0");
        cards.occupy("0", () -> true);
        assertThat(cards.freest()).contains("1");
        cards.occupy("1", isAlive::get);
        cards.occupy("1", isAlive::get);
        assertThat(cards.freest()).contains("0");
        cards.occupy("0", () -> true);
        isAlive.set(false);
        assertThat(cards.freest()).contains("1");
        assertThat(cards.environment("1"))
                .isEqualTo(Map.of("CUDA_VISIBLE_DEVICES", "1", "CUDA_DEVICE_ORDER", "PCI_BUS_ID"));
        assertThat(new CardShares(List.of("GPU-1b2c", "3"), false).environment("3"))
                .isEqualTo(Map.of("CUDA_VISIBLE_DEVICES", "3"));
    }

    @Test
    void whereThereIsNothingToChooseNothingIsSaid() {
        assertThat(new CardShares(List.of("0"), true).freest()).isEmpty();
        assertThat(new CardShares(List.of(), true).freest()).isEmpty();
    }

    /** Two attempts at once on two cards; one that computes on the CPU has neither, and the card of one that ended is free again. */
    @Test
    void processesOfAttemptsAreSpreadOverTheCards() throws IOException, InterruptedException {
        var launcher = new ProcessLauncher(command(), new CardShares(List.of("0", "1"), true));

        assertThat(List.of(seenBy(launcher, "a", "cuda"), seenBy(launcher, "b", "cuda"), seenBy(launcher, "c", "cpu")))
                .containsExactly("0", "0", "null");

        AttemptFolder first = folder("d", "cuda");
        Attempt waiting = launcher.launch(first, 1);
        String second = seenBy(launcher, "e", "auto");
        waiting.release();
        assertThat(waiting.endsWithin(Duration.ofMinutes(1))).isTrue();
        assertThat(said(first)).isEqualTo("0");
        assertThat(second).isEqualTo("1");
    }

    private String seenBy(ProcessLauncher launcher, String name, String device)
            throws IOException, InterruptedException {
        AttemptFolder folder = folder(name, device);
        Attempt attempt = launcher.launch(folder, 1);
        attempt.release();
        assertThat(attempt.endsWithin(Duration.ofMinutes(1))).isTrue();
        return said(folder);
    }

    private static String said(AttemptFolder folder) throws IOException {
        return Files.readString(folder.path().resolve("stdout.txt")).strip();
    }

    private AttemptFolder folder(String name, String device) throws IOException {
        var folder = new AttemptFolder(Files.createDirectories(path.resolve(name)));
        var definition =
                new HashMap<>(Presets.all().stream().findFirst().orElseThrow().definition());
        definition.putAll(Map.of("engine", "torch", "device", device));
        folder.write(folder.definition(), JsonMapper.builder().build().writeValueAsBytes(definition));
        return folder;
    }

    private static ChildCommand command() {
        ObscuraProperties properties = new Binder(new MapConfigurationPropertySource(Map.of()))
                .bindOrCreate("obscura", ObscuraProperties.class);
        return new ChildCommand(properties, List.of(CardSharesTest.class.getName()));
    }

    /** An attempt that says which card it sees, and ends at the first word. */
    public static void main(String[] arguments) throws IOException {
        System.out.println(System.getenv("CUDA_VISIBLE_DEVICES"));
        System.in.read();
    }
}
