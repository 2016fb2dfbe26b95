package lab.obscura.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import lab.obscura.platform.process.ShortCommand;
import lab.obscura.platform.process.TestCommand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CompletionTest {

    @TempDir
    Path folder;

    /** By a real bash. */
    @ParameterizedTest
    @CsvSource({"1, wa, watch", "1, com, compare completion", "2, --j, --json"})
    void bashOffersCommandsAndOptions(int place, String typed, String offered) throws Exception {
        Path script = Files.writeString(
                folder.resolve("try.sh"),
                Completion.of("bash") + "\nCOMP_WORDS=(obscura " + (place == 1 ? typed : "watch " + typed)
                        + ")\nCOMP_CWORD=" + place + "\n_obscura\necho ${COMPREPLY[@]}\n");

        ShortCommand bash = TestCommand.run(new ProcessBuilder("bash", script.toString()));

        assertThat((bash.output() + bash.error()).strip()).isEqualTo(offered);
    }

    /** By a real zsh on a terminal. */
    @ParameterizedTest
    @CsvSource({"obscura wa, obscura watch", "obscura watch --js, obscura watch --json"})
    void zshCompletesCommandsAndOptions(String typed, String completed) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/zsh")), "zsh is not installed; .ci/install brings it");
        Path completion = Files.writeString(folder.resolve("completion.zsh"), Completion.of("zsh"));
        Files.writeString(folder.resolve(".zshrc"), """
                PS1='> '
                autoload -U compinit
                compinit -u -d "$ZDOTDIR/dump"
                source %s
                echo ready
                """.formatted(completion));

        try (Tmux terminal = Tmux.running(folder, "env ZDOTDIR=" + folder + " zsh -i")) {
            terminal.screenWith("ready");
            terminal.type(typed);
            terminal.type("Tab");

            terminal.screenWith("> " + completed);
        }
    }

    @Test
    void anotherShellIsRefused() {
        assertThatThrownBy(() -> Completion.of("fish")).hasMessageContaining("bash or zsh");
        assertThat(Completion.of("zsh")).startsWith("autoload");
    }

    @ParameterizedTest
    @EnumSource(ClientVerb.class)
    void everyCommandHasAPageWithItsOptions(ClientVerb verb) {
        assertThat(verb.help()).startsWith("obscura " + verb.word()).contains("--json", "--url", "OBSCURA_URL");
    }
}
