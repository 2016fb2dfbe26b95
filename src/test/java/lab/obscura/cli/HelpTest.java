package lab.obscura.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HelpTest {

    @ParameterizedTest
    @ValueSource(strings = {"serve", "worker", "run", "export", "fetch"})
    void everyCommandOfTheOverviewHasAPage(String command) {
        assertThat(Help.usage()).contains(command);
        assertThat(Help.of(command)).contains("obscura ").contains(command);
    }

    @Test
    void thePagesOfRunAndExportNameExactlyTheirOptions() {
        assertThat(options("run")).isEqualTo(Set.of("--out", "--seed", "--data", "--cache", "--trained"));
        assertThat(options("export")).isEqualTo(Set.of("--format", "--out"));
        assertThat(options("fetch")).isEqualTo(Set.of("--data", "--from"));
        assertThat(RunCommand.read(
                                new String[] {"a.json", "--out=a", "--seed=1", "--data=b", "--cache=c", "--trained=d"})
                        .words())
                .containsExactly("a.json");
    }

    @ParameterizedTest
    @CsvSource({"wroker, worker", "rnu, run", "exprot, export", "server, serve", "verison, version"})
    void anUnknownCommandHasTheNearestOneBesideIt(String typed, String meant) {
        assertThat(Help.unknown(typed)).contains("Did you mean " + meant + "?");
        assertThatThrownBy(() -> Help.of(typed)).hasMessage(Help.unknown(typed));
    }

    @Test
    void theVersionIsOneLine() {
        assertThat(Help.version()).matches("obscura \\d[^ ,]*, commit [0-9a-z]+( with changes)?, built \\S+Z");
    }

    private static Set<String> options(String command) {
        return Pattern.compile("--\\w+")
                .matcher(Help.of(command))
                .results()
                .map(match -> match.group())
                .collect(java.util.stream.Collectors.toSet());
    }
}
