package lab.obscura.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import lab.obscura.platform.process.BriefJvm;
import lab.obscura.platform.process.ShortCommand;
import lab.obscura.platform.process.TestCommand;
import lab.obscura.platform.web.ServiceTest;
import lab.obscura.queue.RunId;
import lab.obscura.result.FinishedRuns;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Commands of the client where a person looks at them, and the same in a pipe. */
@ServiceTest
class OnATerminalPostgresTest {

    private static final String GREEN = "\u001b[32msucceeded";
    private static final String DONE = "ended with ";

    @TempDir
    Path folder;

    @LocalServerPort
    int port;

    private final FinishedRuns finished;
    private RunId run;

    OnATerminalPostgresTest(@Autowired JdbcClient jdbc) {
        this.finished = new FinishedRuns(jdbc);
    }

    @BeforeEach
    void aRunThatIsDone() {
        run = finished.succeeded(FinishedRuns.Plan.on("terminal").named("on a terminal"));
    }

    /** The client in a process of its own; a script, so that nobody has to quote for two shells. */
    private Path script(String command) throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Files.writeString(folder.resolve("classes.txt"), "-cp \"" + System.getProperty("java.class.path") + "\"");
        return Files.writeString(folder.resolve("run.sh"), """
                unset DISPLAY WAYLAND_DISPLAY
                %s '%s' @%s lab.obscura.client.ClientProgram %s --url=http://127.0.0.1:%d
                echo "%s$?"
                sleep 60
                """.formatted(
                        java, BriefJvm.OPTIONS, folder.resolve("classes.txt"), command, port, DONE));
    }

    private String onATerminal(String command) throws Exception {
        try (Tmux terminal = Tmux.running(folder, "sh " + script(command))) {
            return terminal.screenWith(DONE);
        }
    }

    private String inAPipe(String command) throws Exception {
        Files.writeString(
                folder.resolve("pipe.sh"), Files.readString(script(command)).replace("sleep 60\n", ""));
        ShortCommand ended = TestCommand.run(
                new ProcessBuilder("sh", folder.resolve("pipe.sh").toString()));
        return ended.output() + ended.error();
    }

    @Test
    void aListHasColorsOnATerminalAlone() throws Exception {
        String seen = onATerminal("list dataset:terminal");
        String piped = inAPipe("list dataset:terminal");

        assertThat(seen).contains(GREEN, "on a terminal", DONE + 0);
        assertThat(piped).contains("succeeded", "on a terminal", DONE + 0).doesNotContain("\u001b");
    }

    @Test
    void oneRunIsShownFollowedAndOpened() throws Exception {
        String shown = onATerminal("show " + run);
        String followed = onATerminal("watch " + run);
        String opened = onATerminal("open " + run);

        assertThat(shown).contains("on a terminal", DONE + 0);
        assertThat(followed).contains("succeeded", DONE + 0);
        assertThat(opened)
                .contains("http://127.0.0.1:" + port + "/runs/" + run, DONE + 0)
                .doesNotContain("Opened");
    }

    @Test
    void whatIsNotThereIsSaidOnOneLineAndByTheCode() throws Exception {
        String seen = onATerminal("show 00000000-0000-0000-0000-000000000000");

        assertThat(seen).contains("No run has the id").doesNotContain("Exception", DONE + 0);
    }
}
