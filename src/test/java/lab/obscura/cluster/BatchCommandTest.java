package lab.obscura.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands of a batch system, here and behind a prefix. */
class BatchCommandTest {

    @TempDir
    Path folder;

    @Test
    void itSaysWhatTheCommandSaid() throws Exception {
        var well = commands("").run(List.of("cat"), "a script\n");
        var broken = commands("").run(List.of("sh", "-c", "echo wrong partition >&2; exit 1"), "");

        assertThat(well.isWell()).isTrue();
        assertThat(well.output()).isEqualTo("a script\n");
        assertThat(broken.code()).isEqualTo(1);
        assertThat(broken.complaint()).isEqualTo("wrong partition");
        assertThat(broken.line()).startsWith("sh -c echo");
    }

    @Test
    void oneThatHangsIsEndedWithAllItsProcesses() throws Exception {
        long begin = System.nanoTime();

        String mark = "600." + ProcessHandle.current().pid();

        var answer = new BatchCommand("", Duration.ofSeconds(2), Clock.systemUTC())
                .run(List.of("sh", "-c", "sleep " + mark + " & wait"), "");
        assertThat(answer.isUnanswered()).isTrue();
        assertThat(answer.complaint()).startsWith("no answer within");
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofMinutes(1));
        // A kill is carried out a little later.
        await().atMost(Duration.ofMinutes(1))
                .until(() -> ProcessHandle.allProcesses()
                        .noneMatch(process ->
                                process.info().commandLine().orElse("").contains(mark)));
    }

    /** As ssh does that shares its connection: the process behind it keeps the output of the first command open. */
    @ParameterizedTest
    @ValueSource(strings = {"", "sleep 0.3;"})
    void whatIsLeftBehindAndHoldsTheOutputKeepsNobodyWaiting(String pause) throws Exception {
        Path left = folder.resolve("left");

        var answer = new BatchCommand("", Duration.ofSeconds(300), Clock.systemUTC())
                .run(List.of("sh", "-c", "echo all; sleep 600 & echo $! > " + left + "; " + pause), "");

        assertThat(answer.isWell()).isTrue();
        assertThat(answer.output()).isEqualTo("all\n");
        long process = Long.parseLong(Files.readString(left).strip());
        assertThat(runs(process)).as("nobody waited for it").isTrue();
        ProcessHandle.of(process).ifPresent(ProcessHandle::destroy);
    }

    @Test
    void whatNoPipeHoldsIsReadWhole() throws Exception {
        String script = "x".repeat(300_000);

        var answer = commands("").run(List.of("sh", "-c", "cat; cat /dev/null >&2"), script);

        assertThat(answer.output()).isEqualTo(script);
    }

    /** What nobody has asked about since its end is still listed, as a zombie. */
    private static boolean runs(long process) throws Exception {
        Path stat = Path.of("/proc/" + process + "/stat");
        return Files.exists(stat)
                && !Files.readString(stat).replaceFirst(".*\\) ", "").startsWith("Z");
    }

    @Test
    void oneThatIsNotThereIsNoMistakeOfOurs() throws Exception {
        assertThat(commands("").run(List.of("/no/such/squeue"), "").code()).isEqualTo(127);
    }

    @Test
    void theShellBehindSshGetsWordsInQuotes() throws Exception {
        Path ssh = Files.writeString(folder.resolve("ssh"), "#!/bin/sh\nshift\neval \"$*\"\n");
        Files.setPosixFilePermissions(ssh, PosixFilePermissions.fromString("rwx------"));

        var answer = commands(ssh + " login").run(List.of("printf", "%s|", "--constraint=a&b", "it's", "plain"), "");

        assertThat(answer.output()).isEqualTo("--constraint=a&b|it's|plain|");
    }

    @Test
    void anotherPrefixGetsThemAsTheyAre() throws Exception {
        assertThat(commands("env A=1").run(List.of("printf", "%s", "a&b"), "").output())
                .isEqualTo("a&b");
    }

    private static BatchCommand commands(String prefix) {
        return new BatchCommand(prefix, Duration.ofSeconds(20), Clock.systemUTC());
    }
}
