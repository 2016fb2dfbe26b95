package lab.obscura.execution.pilot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import lab.obscura.engine.estimate.EngineBuild;
import lab.obscura.execution.link.LinkFixture;
import lab.obscura.platform.ObscuraProperties;
import lab.obscura.queue.QueueFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** What a pilot finds missing on its node before it claims anything. */
class SelfCheckPostgresTest {

    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    @TempDir
    Path home;

    private final QueueFixture queue = new QueueFixture();

    @Test
    void whereEverythingIsThereItFindsNothing() {
        assertThat(check(Map.of(), JAVA, EngineBuild.CPU, false)).isEmpty();
    }

    @Test
    void aProgramThatCannotStartAttempts() {
        assertThat(check(Map.of(), home.resolve("java"), EngineBuild.CPU, false))
                .hasValueSatisfying(
                        problem -> assertThat(problem).startsWith("Java: ").contains("prologue"));
    }

    @Test
    void aDataDirectoryThatIsNotMounted() {
        String data = home.resolve("data").toString();

        assertThat(check(Map.of("obscura.data.directory", data), JAVA, EngineBuild.CPU, false))
                .contains("data: the folder " + data
                        + " is not on this node. Mount it there, or set obscura.data.directory to where it lies");
    }

    @Test
    void aHomeThatIsNoFolder() throws Exception {
        Path file = Files.createFile(home.resolve("file"));

        assertThat(check(Map.of("obscura.home", file.toString()), JAVA, EngineBuild.CPU, false))
                .hasValueSatisfying(problem -> assertThat(problem).startsWith("home: "));
    }

    @Test
    void whateverElseTheNodeMustHaveComesLast() {
        var check = new SelfCheck(properties(Map.of()), JAVA, EngineBuild.CPU, false, LinkFixture.to(queue));

        assertThat(check.and(() -> Optional.of("checkpoints: no bucket")).problem())
                .contains("checkpoints: no bucket");
    }

    @Test
    void aCardThatThePoolPromisedAndThisProcessDoesNotSee() {
        Map<String, String> carded = Map.of("obscura.worker.gpu-memory", "24GB");

        assertThat(check(carded, JAVA, EngineBuild.CPU, true))
                .hasValueSatisfying(problem -> assertThat(problem).contains("no code for GPUs"));
        assertThat(check(carded, JAVA, EngineBuild.TORCH_CUDA, false))
                .hasValueSatisfying(problem -> assertThat(problem).contains("--gres=gpu:1"));
        assertThat(check(carded, JAVA, EngineBuild.TORCH_CUDA, true)).isEmpty();
    }

    @Test
    void aDatabaseOfAnEarlierVersion() {
        queue.jdbc
                .sql("delete from flyway_schema_history where version::int > 12")
                .update();

        assertThat(check(Map.of(), JAVA, EngineBuild.CPU, false))
                .hasValueSatisfying(problem -> assertThat(problem)
                        .startsWith("database: its schema is of version 12, this program needs ")
                        .endsWith("Start the service of the same version first"));
    }

    private Optional<String> check(Map<String, String> settings, Path java, EngineBuild build, boolean cardFound) {
        return new SelfCheck(properties(settings), java, build, cardFound, LinkFixture.to(queue)).problem();
    }

    private ObscuraProperties properties(Map<String, String> settings) {
        var all = new HashMap<>(Map.of("obscura.home", home.resolve("home").toString()));
        all.putAll(settings);
        return new Binder(new MapConfigurationPropertySource(all)).bindOrCreate("obscura", ObscuraProperties.class);
    }
}
