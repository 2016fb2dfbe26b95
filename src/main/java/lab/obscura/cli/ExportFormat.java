package lab.obscura.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Locale;
import lab.obscura.engine.checkpoint.CheckpointFile;
import lab.obscura.engine.run.EncoderFile;

/** What a trained encoder can be turned into. */
enum ExportFormat {
    /** A model of deeplearning4j, which lacks some layers: depthwise and transposed convolutions, attention, dense layers. */
    DL4J("DL4J", ".zip", EncoderFile::writeDl4j),
    /** A model for any runtime of the Open Neural Network Exchange. */
    ONNX("ONNX", ".onnx", EncoderFile::writeOnnx);

    private final String title;
    private final String ending;
    private final Writer writer;

    @FunctionalInterface
    private interface Writer {

        void write(CheckpointFile encoder, OutputStream target) throws IOException;
    }

    ExportFormat(String title, String ending, Writer writer) {
        this.title = title;
        this.ending = ending;
        this.writer = writer;
    }

    /**
     * By the word on the command line.
     *
     * @throws IllegalArgumentException that lists the formats
     */
    static ExportFormat of(String word) {
        return Arrays.stream(values())
                .filter(format -> format.id().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("--format must be one of "
                        + Arrays.stream(values()).map(ExportFormat::id).toList() + ", was " + word));
    }

    private String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    String title() {
        return title;
    }

    /** Of a file's name. */
    String ending() {
        return ending;
    }

    void write(CheckpointFile encoder, OutputStream target) throws IOException {
        writer.write(encoder, target);
    }
}
