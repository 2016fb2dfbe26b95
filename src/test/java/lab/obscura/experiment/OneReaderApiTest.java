package lab.obscura.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Stream;
import lab.obscura.cli.RunCommand;
import lab.obscura.engine.data.images.DataException;
import lab.obscura.engine.definition.DefinitionReader;
import lab.obscura.engine.definition.presets.Presets;
import lab.obscura.platform.web.ApiClient;
import lab.obscura.platform.web.WebSlice;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.json.JsonMapper;

/** A definition has the same meaning, and the same faults in the same words, as a request and as a file of {@code obscura run}. */
@SpringBootTest(classes = WebSlice.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class OneReaderApiTest {

    private static final String GOOD = "\"dataset\": {\"id\": \"shapes\"}, \"network\": {\"backbone\": \"cnn-4\"}";

    @LocalServerPort
    int port;

    @Autowired
    Experiments experiments;

    @TempDir
    Path folder;

    private final AtomicReference<Map<String, Object>> posted = new AtomicReference<>();

    @BeforeEach
    void readWhatIsPosted() {
        doAnswer(call -> {
                    posted.set(new DefinitionReader()
                            .read(DefinitionReader.posted(call.<Map<String, Object>>getArgument(0)))
                            .toJson());
                    return null;
                })
                .when(experiments)
                .dryRun(any(), any());
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                fault("{" + GOOD + ",\n}", "is not JSON (line 2, column 1)"),
                fault("{" + GOOD, "is not JSON (line 1, column "),
                fault("{" + GOOD + ", \"seeds\": [1], \"seeds\": [2]}", "Duplicate Object property \"seeds\""),
                fault("{" + GOOD + ", \"defense\": [{\"part\": \"a\", \"part\": \"b\"}]}", "Duplicate"),
                fault("{" + GOOD + "} x", "is not JSON (line 1, column "),
                fault("{" + GOOD + "}\n{}", "must end after its object (line 2, column 1)"),
                fault("{" + GOOD + ", /* seeds */ \"seeds\": [1]}", "comment"),
                fault("{" + GOOD + "} // done", "comment"),
                fault("{" + GOOD + ", \"seeds\": [NaN]}", "Non-standard token 'NaN'"),
                fault("{" + GOOD + ", \"seeds\": [+1]}", "is not JSON"),
                fault("{" + GOOD + ", \"seeds\": [01]}", "is not JSON"),
                fault("{" + GOOD + ", 'seeds': [1]}", "is not JSON"),
                fault("{" + GOOD + ", \"name\": \"a\nb\"}", "is not JSON (line 1, column "),
                fault("{" + GOOD + ", \"seeds\": [1" + "0".repeat(70) + "]}", "goes beyond what a definition may hold"),
                fault("{\"a\":" + "[".repeat(40) + "]".repeat(40) + "}", "nesting"),
                fault("{\"" + "n".repeat(300) + "\": 1}", "goes beyond what a definition may hold"),
                fault("[" + "]", "must be an object in JSON (line 1, column 1)"),
                fault("\"text\"", "must be an object in JSON"),
                fault("null", "must be an object in JSON"),
                fault(" \n ", "must be an object in JSON"),
                fault("{" + GOOD + ", \"seeds\": [2.5]}", "seeds[0] must be a whole number between 0 and "),
                fault("{" + GOOD + ", \"seeds\": [9007199254740993]}", "was 9007199254740993"),
                fault("{" + GOOD + ", \"seeds\": [\"1\"]}", "seeds[0] must be a whole number"),
                fault("{" + GOOD + ", \"seeds\": 1}", "seeds must be a list of whole numbers"),
                fault("{" + GOOD + ", \"seeds\": [2, 2.0]}", "seeds[1] must be different from the others"),
                fault("{" + GOOD + ", \"seed\": [1]}", "Did you mean seeds?"),
                fault("{" + GOOD + ", \"training\": {\"epochs\": \"3\"}}", "training.epochs must be a whole number"),
                fault("{" + GOOD + ", \"training\": {\"epochs\": 2.5}}", "training.epochs must be a whole number"),
                fault("{" + GOOD + ", \"training\": {\"epochs\": 1e400}}", "training.epochs must be a whole number"),
                fault("{}", "dataset must be an object, but is missing"));
    }

    private static Arguments fault(String text, String words) {
        return Arguments.of(text, words);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aFaultIsNamedAlikeAtBothDoors(String text, String words) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);

        assertThat(asRequest(bytes)).contains(words);
        assertThat(asFile(bytes)).contains(words).doesNotContain("tools.jackson", "ALLOW_", "Exception");
    }

    static Stream<Arguments> oddButRight() {
        return Stream.of(
                odd(text -> text.getBytes(StandardCharsets.UTF_8)),
                odd(text -> ("\uFEFF" + text).getBytes(StandardCharsets.UTF_8)),
                odd(text -> ("\uFEFF" + text).getBytes(StandardCharsets.UTF_16LE)),
                odd(text -> text.replace("[2, 3]", "[2.0, 3e0]").getBytes(StandardCharsets.UTF_8)),
                odd(text -> text.replace("\"epochs\": 4", "\"epochs\": 4.0").getBytes(StandardCharsets.UTF_8)),
                odd(text -> text.replace("{", "{\r\n\t").getBytes(StandardCharsets.UTF_8)));
    }

    private static Arguments odd(Function<String, byte[]> written) {
        return Arguments.of(written);
    }

    @ParameterizedTest
    @MethodSource("oddButRight")
    void whatIsOddButClearMeansTheSameAtBothDoors(Function<String, byte[]> written) throws IOException {
        byte[] text = written.apply("{" + GOOD + ", \"training\": {\"epochs\": 4}, \"seeds\": [2, 3]}");

        asRequest(text);
        String said = asFile(text);

        assertThat(posted.get()).containsEntry("seeds", java.util.List.of(2L, 3L));
        assertThat(said).contains("read " + posted.get());
    }

    @Test
    void everyPresetIsReadTheSameFromItsText() {
        var reader = new DefinitionReader();

        assertThat(Presets.all()).allSatisfy(preset -> {
            byte[] text = JsonMapper.shared().writeValueAsBytes(preset.definition());
            assertThat(reader.read(lab.obscura.engine.settings.JsonText.object(text))
                            .toJson())
                    .isEqualTo(reader.read(preset.definition()).toJson());
        });
    }

    private String asRequest(byte[] text) {
        var answer = new ApiClient(port)
                .send(
                        "POST",
                        "/api/v1/experiments?dryRun=true",
                        BodyPublishers.ofByteArray(text),
                        "Content-Type",
                        "application/json");
        return answer.status() == 200 ? "" : answer.at("/detail");
    }

    private String asFile(byte[] text) throws IOException {
        Path file = Files.write(folder.resolve("definition.json"), text);
        var printed = new ByteArrayOutputStream();
        var out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        new RunCommand(
                        out,
                        out,
                        (definition, seed, attempt, context) -> {
                            throw new DataException("read "
                                    + new DefinitionReader().read(definition).toJson());
                        },
                        false,
                        () -> false)
                .run(RunCommand.read(new String[] {file.toString(), "--out=" + folder.resolve("out")}));
        return printed.toString(StandardCharsets.UTF_8);
    }
}
