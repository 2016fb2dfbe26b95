package lab.obscura.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import lab.obscura.engine.data.DataException;
import lab.obscura.engine.pipeline.ExitCode;
import lab.obscura.engine.pipeline.Outcome;
import lab.obscura.worker.AttemptRunner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunCommandTest {

    private static final AttemptRunner RUNNER = (definition, seed, folder, context) -> {
        context.stage("training", 0, 1).progress(0.5);
        context.point("loss", 1, 0.25);
        context.log("seed " + seed);
        return new Outcome(
                Map.of("accuracy", 0.75), List.of(), List.of(), "0", Map.of("training", 1.0), Map.of("engine", "none"));
    };

    @TempDir
    Path folder;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @Test
    void leavesAFolderWithOutcomeAndCurves() throws IOException {
        ExitCode code = run(RUNNER, "{\"seeds\": [7]}");

        assertThat(code).isEqualTo(ExitCode.SUCCEEDED);
        assertThat(folder.resolve("out/outcome.json")).content().contains("\"accuracy\" : 0.75");
        assertThat(folder.resolve("out/curves.csv")).hasContent("series,step,value\nloss,1.0,0.25\n");
        assertThat(text()).contains(" 50 % training", "seed 7", "accuracy 0.7500");
    }

    @Test
    void computesEverySeedIntoAFolderOfItsOwn() throws IOException {
        run(RUNNER, "{\"seeds\": [7, 8]}");

        assertThat(folder.resolve("out/seed-7/outcome.json")).exists();
        assertThat(folder.resolve("out/seed-8/outcome.json")).exists();
    }

    @Test
    void saysWhyItDidNotSucceed() throws IOException {
        ExitCode code = run(
                (definition, seed, attempt, context) -> {
                    throw new DataException("dataset.id must be one of shapes, was x");
                },
                "{}");

        assertThat(code).isEqualTo(ExitCode.DATA);
        assertThat(text()).contains("dataset.id must be one of shapes, was x");
        assertThat(folder.resolve("out/failure.json")).exists();
    }

    @Test
    void refusesWhatIsNoJson() throws IOException {
        assertThat(run(RUNNER, "{\"seeds\": [7")).isEqualTo(ExitCode.SETTINGS);
        assertThat(text()).contains("is not the JSON of a definition");
    }

    @Test
    void refusesAnUnknownOption() {
        assertThatThrownBy(() -> RunCommand.read(new String[] {"a.json", "--sed=3"}))
                .hasMessageContaining("Unknown option --sed")
                .hasMessageContaining("--seed");
    }

    private ExitCode run(AttemptRunner runner, String definition) throws IOException {
        Path file = folder.resolve("definition.json");
        Files.writeString(file, definition);
        var out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        return new RunCommand(out, runner, false).run(RunCommand.read(new String[] {
            file.toString(), "--out", folder.resolve("out").toString()
        }));
    }

    private String text() {
        return printed.toString(StandardCharsets.UTF_8);
    }
}
