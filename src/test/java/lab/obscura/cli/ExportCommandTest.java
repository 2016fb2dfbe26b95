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
import lab.obscura.engine.checkpoint.CheckpointFile;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.InitialState;
import lab.obscura.engine.network.spec.Composition.Sequence;
import lab.obscura.engine.network.spec.Convolutions.Convolution;
import lab.obscura.engine.network.spec.NetworkSpec;
import lab.obscura.engine.network.spec.NetworkSpec.Function;
import lab.obscura.engine.network.spec.NetworkSpec.Init;
import lab.obscura.engine.network.spec.Pointwise.Activation;
import lab.obscura.engine.network.spec.Reshaping.Flatten;
import lab.obscura.engine.run.folder.ExitCode;
import lab.obscura.engine.seed.Seeds;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class ExportCommandTest {

    private static final NetworkSpec EDGE = new Sequence(
            List.of(new Convolution(3, 2, 3, 1, 1, true, Init.XAVIER_UNIFORM), new Activation(Function.SIGMOID)));

    @TempDir
    Path folder;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @Test
    void anEncoderBecomesAModelThatDl4jLoads() throws IOException {
        ExitCode code = export(encoder(EDGE).toBytes());

        assertThat(code).isEqualTo(ExitCode.SUCCEEDED);
        var model = ModelSerializer.restoreComputationGraph(
                folder.resolve("encoder.zip").toFile());
        assertThat(model.numParams()).isEqualTo(3 * 3 * 3 * 2 + 2);
        model.close();
    }

    @Test
    void aDamagedFileIsRefusedAndNothingIsLeft() throws IOException {
        byte[] damaged = encoder(EDGE).toBytes();
        damaged[damaged.length - 1] ^= 1;

        assertThat(export(damaged)).isEqualTo(ExitCode.DATA);
        assertThat(text()).contains("encoder.obs");
        assertThat(folder.toFile().list()).containsExactly("encoder.obs");
    }

    @Test
    void aCheckpointOfATrainingIsNoEncoder() throws IOException {
        assertThat(export(new CheckpointFile(Map.of("epoch", 1), Map.of()).toBytes()))
                .isEqualTo(ExitCode.DATA);
        assertThat(text()).contains("no encoder", "GET /api/v1/runs/{id}/encoder");
    }

    @Test
    void namesTheLayerThatCannotBeHandedOut() throws IOException {
        assertThat(export(encoder(new Sequence(List.of(EDGE, new Flatten()))).toBytes()))
                .isEqualTo(ExitCode.DATA);
        assertThat(text()).contains("Flatten");
    }

    @Test
    void aMissingFileIsNamed() {
        var arguments =
                ExportCommand.read(new String[] {folder.resolve("none.obs").toString()});

        assertThat(new ExportCommand(new PrintStream(printed), new PrintStream(printed)).run(arguments))
                .isEqualTo(ExitCode.DATA);
        assertThat(text()).contains("none.obs", "no such file");
    }

    @Test
    void oneFileMustBeNamed() {
        assertThatThrownBy(() -> ExportCommand.read(new String[0]))
                .hasMessageContaining("export needs one encoder file");
    }

    private static CheckpointFile encoder(NetworkSpec edge) {
        var input = new ImageShape(8, 8, 3);
        Object layers = JsonMapper.builder().build().convertValue(edge, Map.class);
        return new CheckpointFile(
                Map.of("edge", layers, "input", input.toString()),
                InitialState.of(edge, Seeds.of(1)).tensors());
    }

    private ExitCode export(byte[] content) throws IOException {
        Path file = folder.resolve("encoder.obs");
        Files.write(file, content);
        var arguments = ExportCommand.read(new String[] {file.toString(), "--out=" + folder.resolve("encoder.zip")});
        return new ExportCommand(new PrintStream(printed), new PrintStream(printed)).run(arguments);
    }

    private String text() {
        return printed.toString(StandardCharsets.UTF_8);
    }
}
