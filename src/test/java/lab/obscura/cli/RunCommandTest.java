package lab.obscura.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import lab.obscura.engine.data.images.DataException;
import lab.obscura.engine.run.folder.ExitCode;
import lab.obscura.engine.run.folder.Judgment;
import lab.obscura.engine.run.folder.Outcome;
import lab.obscura.execution.child.AttemptRunner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunCommandTest {

    private static final AttemptRunner RUNNER = (definition, seed, folder, context) -> {
        context.stage("training", 0, 1).progress(0.5);
        context.point("loss", 1, 0.25);
        context.log("seed " + seed);
        return new Outcome(
                Map.of("accuracy", 0.75),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                "0",
                Map.of("training", 1.0),
                Map.of("engine", "none"),
                List.of("a part: did not do its work"),
                Judgment.NONE);
    };

    @TempDir
    Path folder;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @Test
    void leavesAFolderWithOutcomeAndCurves() throws IOException {
        ExitCode code = run(RUNNER, seeds("[7]"));

        assertThat(code).isEqualTo(ExitCode.SUCCEEDED);
        assertThat(folder.resolve("out/outcome.json")).content().contains("\"accuracy\" : 0.75");
        assertThat(folder.resolve("out/curves.csv")).hasContent("series,step,value\nloss,1.0,0.25\n");
        assertThat(text()).contains(" 50 % training", "seed 7", "accuracy 0.7500");
    }

    @Test
    void computesEverySeedIntoAFolderOfItsOwn() throws IOException {
        run(RUNNER, seeds("[7, 8]"));

        assertThat(folder.resolve("out/seed-7/outcome.json")).exists();
        assertThat(folder.resolve("out/seed-8/outcome.json")).exists();
    }

    @Test
    void saysWhyItDidNotSucceed() throws IOException {
        ExitCode code = run(
                (definition, seed, attempt, context) -> {
                    throw new DataException("dataset.id must be one of shapes, was x");
                },
                seeds("[1]"));

        assertThat(code).isEqualTo(ExitCode.DATA);
        assertThat(text()).contains("dataset.id must be one of shapes, was x");
        assertThat(folder.resolve("out/failure.json")).exists();
    }

    @Test
    void refusesWhatIsNoJson() throws IOException {
        assertThat(run(RUNNER, "{\"seeds\": [7\n}")).isEqualTo(ExitCode.SETTINGS);
        assertThat(text()).contains("definition.json is not JSON (line 2, column ");
    }

    @Test
    void curvesOfAResumedRunHaveEveryPointOnce() throws IOException {
        run(RUNNER, seeds("[7]"));
        Files.writeString(folder.resolve("out/curves.csv"), "loss,2.0,0.1", StandardOpenOption.APPEND);

        run(
                (definition, seed, attempt, context) -> {
                    context.point("loss", 1, 0.25);
                    context.point("loss", 2, 0.125);
                    throw new DataException("gone");
                },
                seeds("[7]"));

        assertThat(folder.resolve("out/curves.csv")).hasContent("series,step,value\nloss,1.0,0.25\nloss,2.0,0.125\n");
    }

    @Test
    void curvesOfAnotherDefinitionAreNotMixedIn() throws IOException {
        run(RUNNER, seeds("[7]"));
        Files.writeString(folder.resolve("out/curves.csv"), "loss,2.0,0.1\n", StandardOpenOption.APPEND);

        run(RUNNER, seeds("[8]"));

        assertThat(folder.resolve("out/curves.csv")).hasContent("series,step,value\nloss,1.0,0.25\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1, \"a\"]", "[-1]", "3", "[]", "[2.5]", "[9007199254740993]", "[1e400]"})
    void namesSeedsThatAreNoneBeforeAnythingIsComputed(String wrong) throws IOException {
        assertThat(run(RUNNER, seeds(wrong))).isEqualTo(ExitCode.SETTINGS);
        assertThat(text()).startsWith("seeds").contains("must be");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void decimalsThatAreWholeAreSeeds() throws IOException {
        run(RUNNER, seeds("[2.0, 3e0]"));

        assertThat(folder.resolve("out/seed-2/outcome.json")).exists();
        assertThat(folder.resolve("out/seed-3/outcome.json")).exists();
    }

    @Test
    void namesEveryFieldThatIsWrong() throws IOException {
        assertThat(run(RUNNER, "{\"datasett\": {}, \"network\": {\"backbone\": \"cnn4\"}}"))
                .isEqualTo(ExitCode.SETTINGS);
        assertThat(text()).contains("Did you mean dataset?", "network.backbone", "Did you mean cnn-4?");
    }

    @Test
    void aFileThatIsNotThereIsSaidToBeMissing() {
        var missing = RunCommand.read(new String[] {folder.resolve("none.json").toString()});
        var out = new PrintStream(printed, true, StandardCharsets.UTF_8);

        assertThat(new RunCommand(out, out, RUNNER, false, () -> false).run(missing))
                .isEqualTo(ExitCode.SETTINGS);
        assertThat(text()).contains("Cannot read", "none.json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-5", "1.5", "9007199254740993"})
    void refusesASeedThatIsNone(String seed) throws IOException {
        assertThat(run(RUNNER, seeds("[1]"), "--seed=" + seed)).isEqualTo(ExitCode.SETTINGS);
        assertThat(text()).contains("--seed must be a whole number from 0", "was " + seed);
    }

    @Test
    void saysThatTheFolderCannotBeWritten() throws IOException {
        Files.writeString(folder.resolve("out"), "a file is in the way");

        assertThat(run(RUNNER, seeds("[1]"))).isEqualTo(ExitCode.SETTINGS);
        assertThat(text()).contains("cannot be written", "--out=");
    }

    @Test
    void refusesAnUnknownOption() {
        assertThatThrownBy(() -> RunCommand.read(new String[] {"a.json", "--sed=3"}))
                .hasMessageContaining("Unknown option --sed")
                .hasMessageContaining("--seed");
    }

    private ExitCode run(AttemptRunner runner, String definition, String... more) throws IOException {
        Path file = folder.resolve("definition.json");
        Files.writeString(file, definition);
        var out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        return new RunCommand(out, out, runner, false, () -> false)
                .run(RunCommand.read(Stream.concat(
                                Stream.of(
                                        file.toString(),
                                        "--out",
                                        folder.resolve("out").toString()),
                                Stream.of(more))
                        .toArray(String[]::new)));
    }

    private static String seeds(String seeds) {
        return "{\"dataset\": {\"id\": \"shapes\"}, \"network\": {\"backbone\": \"cnn-4\"}, \"seeds\": " + seeds + "}";
    }

    private String text() {
        return printed.toString(StandardCharsets.UTF_8);
    }
}
