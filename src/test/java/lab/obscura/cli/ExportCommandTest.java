package lab.obscura.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import lab.obscura.engine.checkpoint.CheckpointFile;
import lab.obscura.engine.network.onnx.OnnxRuntime;
import lab.obscura.engine.network.spec.Composition.Sequence;
import lab.obscura.engine.network.spec.Reshaping.Flatten;
import lab.obscura.engine.run.SmallEncoder;
import lab.obscura.engine.run.folder.ExitCode;
import org.assertj.core.data.Offset;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportCommandTest {

    private static final float[] GRAY = new float[SmallEncoder.IMAGE.size()];

    @TempDir
    Path folder;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @Test
    void anEncoderBecomesAModelThatDl4jLoads() throws IOException {
        ExitCode code = export(SmallEncoder.file().toBytes());

        assertThat(code).isEqualTo(ExitCode.SUCCEEDED);
        var model = ModelSerializer.restoreComputationGraph(
                folder.resolve("encoder.zip").toFile());
        assertThat(model.numParams()).isEqualTo(3 * 3 * 3 * 2 + 2);
        model.close();
    }

    @Test
    void anEncoderBecomesAModelThatAnyOnnxRuntimeExecutes() throws IOException {
        Arrays.fill(GRAY, 0.5f);

        assertThat(export(SmallEncoder.file().toBytes(), "--format=onnx", "encoder.onnx"))
                .isEqualTo(ExitCode.SUCCEEDED);

        assertThat(text()).contains("ONNX model written to encoder.onnx");
        try (var runtime = new OnnxRuntime(Files.readAllBytes(folder.resolve("encoder.onnx")))) {
            assertThat(runtime.run(GRAY, 1, 8, 8, 3)).containsExactly(SmallEncoder.feature(GRAY), Offset.offset(1e-5f));
            assertThat(runtime.notes()).containsEntry("transformsNotIncluded", "[gaussian-noise]");
        }
    }

    @Test
    void anUnknownFormatIsRefusedBeforeAnythingIsRead() {
        assertThatThrownBy(() -> ExportCommand.read(new String[] {"none.obs", "--format=tflite"}))
                .hasMessage("--format must be one of [dl4j, onnx], was tflite");
    }

    @Test
    void aDamagedFileIsRefusedAndNothingIsLeft() throws IOException {
        byte[] damaged = SmallEncoder.file().toBytes();
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
        assertThat(export(SmallEncoder.file(new Sequence(List.of(SmallEncoder.EDGE, new Flatten())))
                        .toBytes()))
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

    private ExitCode export(byte[] content) throws IOException {
        return export(content, "--format=dl4j", "encoder.zip");
    }

    private ExitCode export(byte[] content, String format, String target) throws IOException {
        Path file = folder.resolve("encoder.obs");
        Files.write(file, content);
        var arguments = ExportCommand.read(new String[] {file.toString(), format, "--out=" + folder.resolve(target)});
        return new ExportCommand(new PrintStream(printed), new PrintStream(printed)).run(arguments);
    }

    private String text() {
        return printed.toString(StandardCharsets.UTF_8);
    }
}
