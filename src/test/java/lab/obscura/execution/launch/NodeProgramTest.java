package lab.obscura.execution.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import lab.obscura.platform.process.ShortCommand;
import lab.obscura.platform.process.TestCommand;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code deploy/pilot/obscura-pilot} with a Java that takes its time for unpacking, and says what it was started with. */
class NodeProgramTest {

    private static final String SCRIPT =
            Path.of("deploy/pilot/obscura-pilot").toAbsolutePath().toString();

    /** Unpacks two files in half a second, and writes a line for each time that it does. */
    private static final String JAVA = """
            #!/bin/sh
            for last; do :; done
            case " $* " in
              *jarmode=tools*)
                echo unpacked >> "$CALLS"
                [ -z "${BROKEN:-}" ] || { echo "the disk is full"; exit 1; }
                mkdir -p "$last/lib"; echo half > "$last/lib/a.jar"; sleep 0.5
                echo whole > "$last/obscura.jar" ;;
              *) echo "$*" ;;
            esac
            """;

    @TempDir
    Path folder;

    private Path jar;

    /** What a pilot printed, and its code. */
    private record Ended(int code, String said) {}

    @BeforeEach
    void write() throws IOException {
        Path java = Files.createDirectories(folder.resolve("jdk/bin")).resolve("java");
        Files.writeString(java, JAVA);
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        jar = Files.writeString(folder.resolve("obscura.jar"), "four hundred megabytes");
    }

    @Test
    void twoPilotsThatStartAtOnceShareOneUnpackedProgram() throws Exception {
        var pilots = List.of(start(jar, Map.of()), start(jar, Map.of()), start(jar, Map.of()));

        List<Ended> ended = pilots.stream().map(NodeProgramTest::ended).toList();
        assertThat(ended).extracting(Ended::code).containsOnly(0);
        assertThat(ended).extracting(Ended::said).containsOnly(ended.get(0).said());
        assertThat(ended.get(0).said())
                .contains("-jar " + folder.resolve("node/program-"))
                .contains("-Dorg.bytedeco.javacpp.cachedir=" + folder.resolve("node/javacpp"))
                .endsWith("/obscura.jar worker --obscura.worker.slots=1");
        assertThat(calls()).containsExactly("unpacked");
    }

    @Test
    void aLaterPilotUnpacksNothing() throws Exception {
        ended(start(jar, Map.of()));
        ended(start(jar, Map.of()));

        assertThat(calls()).hasSize(1);
    }

    @Test
    void whatACleanerHasThinnedOutIsUnpackedAgain() throws Exception {
        ended(start(jar, Map.of()));
        Files.delete(program().resolve("lib/a.jar"));

        ended(start(jar, Map.of()));

        assertThat(calls()).hasSize(2);
        assertThat(program().resolve("lib/a.jar")).exists();
    }

    @Test
    void anotherVersionIsUnpackedBesideTheOneThatRuns() throws Exception {
        ended(start(jar, Map.of()));
        Path running = program();
        Files.writeString(jar, "a version with some more megabytes");

        ended(start(jar, Map.of()));

        assertThat(calls()).hasSize(2);
        assertThat(running.resolve("obscura.jar")).exists();
    }

    @Test
    void aFolderThatIsUnpackedAlreadyIsStartedFromWhereItLies() throws Exception {
        Path shared = Files.createDirectories(folder.resolve("shared"));
        Files.writeString(shared.resolve("obscura.jar"), "program");

        Ended pilot = ended(start(shared, Map.of()));

        assertThat(pilot.said()).contains("-jar " + shared.resolve("obscura.jar") + " worker");
        assertThat(folder.resolve("calls")).doesNotExist();
    }

    @Test
    void withAStoreCheckpointsAreWrittenOnTheNode() throws Exception {
        Ended pilot = ended(start(jar, Map.of("OBSCURA_CHECKPOINT_STORE", "s3")));

        assertThat(pilot.said()).contains("worker --obscura.scratch=" + folder.resolve("node/scratch"));
    }

    @Test
    void aDiskThatIsTooSmallIsSaidSoAndNothingLooksWhole() throws Exception {
        Ended pilot = ended(start(jar, Map.of("BROKEN", "yes")));

        assertThat(pilot.code()).isEqualTo(2);
        assertThat(pilot.said()).contains("cannot be unpacked into", "free: the disk is full");
        assertThat(ended(start(jar, Map.of())).code()).isZero();
    }

    @Test
    void aFolderThatOthersMayWriteToIsRefused() throws Exception {
        Path node = Files.createDirectory(folder.resolve("node"));
        Files.setPosixFilePermissions(node, PosixFilePermissions.fromString("rwxrwxrwx"));

        Ended pilot = ended(start(jar, Map.of()));

        assertThat(pilot.code()).isEqualTo(2);
        assertThat(pilot.said()).contains("must be this user's alone", "OBSCURA_NODE_FOLDER");
    }

    private CompletableFuture<ShortCommand> start(Path program, Map<String, String> variables) {
        var builder = new ProcessBuilder(SCRIPT, program.toString(), "worker", "--obscura.worker.slots=1");
        builder.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
        builder.environment().put("OBSCURA_NODE_FOLDER", folder.resolve("node").toString());
        builder.environment().put("CALLS", folder.resolve("calls").toString());
        builder.environment().putAll(variables);
        return TestCommand.beside(builder);
    }

    private static Ended ended(CompletableFuture<ShortCommand> pilot) {
        ShortCommand ended = pilot.join();
        return new Ended(ended.code(), (ended.output() + ended.error()).strip());
    }

    private List<String> calls() throws IOException {
        return Files.readAllLines(folder.resolve("calls"));
    }

    /** The one that is unpacked on this node. */
    private Path program() {
        return Arrays.stream(folder.resolve("node").toFile().listFiles())
                .filter(file -> file.getName().startsWith("program-"))
                .findFirst()
                .orElseThrow()
                .toPath();
    }
}
