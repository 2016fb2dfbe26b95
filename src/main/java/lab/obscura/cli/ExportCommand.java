package lab.obscura.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import lab.obscura.engine.checkpoint.CheckpointFile;
import lab.obscura.engine.data.images.DataException;
import lab.obscura.engine.run.folder.ExitCode;
import lab.obscura.platform.Arguments;

/**
 * {@code obscura export FILE [--format=FORMAT] [--out=MODEL]}: turns a trained encoder, as a run hands it out, into a model that other
 * programs load.
 */
public final class ExportCommand {

    private static final String DEFAULT = "dl4j";

    private final PrintStream out;
    private final PrintStream err;

    /**
     * @param out for what was made
     * @param err for why it was not
     */
    public ExportCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** What the command line may name. */
    public static Arguments read(String[] arguments) {
        Arguments read = Arguments.read(arguments, Set.of("out", "format"));
        if (read.words().size() != 1) {
            throw new IllegalArgumentException(
                    "export needs one encoder file, as in: obscura export encoder.obs --out=encoder.zip");
        }
        ExportFormat.of(read.option("format", DEFAULT));
        return read;
    }

    /** Writes the model, whole or not at all, and returns the code that the process shall end with. */
    public ExitCode run(Arguments arguments) {
        Path file = Path.of(arguments.words().get(0));
        ExportFormat format = ExportFormat.of(arguments.option("format", DEFAULT));
        String name = file.getFileName().toString().replaceFirst("\\.obs$", "") + format.ending();
        Path target = Path.of(arguments.option("out", name)).toAbsolutePath();
        if (!Files.isReadable(file)) {
            err.println("Cannot read " + file + ": no such file, or no right to read it");
            return ExitCode.DATA;
        }
        try {
            CheckpointFile encoder = CheckpointFile.read(file);
            Path partial = Files.createTempFile(target.getParent(), "encoder", ".partial");
            try (OutputStream stream = Files.newOutputStream(partial)) {
                format.write(encoder, stream);
            } catch (RuntimeException | IOException e) {
                Files.delete(partial);
                throw e;
            }
            Files.move(partial, target, StandardCopyOption.REPLACE_EXISTING);
            out.println(format.title() + " model written to " + target.getFileName()
                    + ". Pixels in [0, 1], NHWC; noise and other transforms of the defense are not in it.");
            return ExitCode.SUCCEEDED;
        } catch (DataException | IllegalArgumentException e) {
            err.println(e.getMessage());
            return ExitCode.DATA;
        } catch (IOException e) {
            err.println("Cannot write " + target.getFileName() + ": " + e.getMessage()
                    + ". Choose a place that can be written, as in --out=encoder.zip");
            return ExitCode.SETTINGS;
        }
    }
}
