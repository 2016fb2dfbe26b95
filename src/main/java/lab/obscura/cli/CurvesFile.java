package lab.obscura.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import lab.obscura.engine.pipeline.ProgressListener;
import lab.obscura.engine.pipeline.RunEvent;

/** Writes learning curves as a table: {@code series,step,value}. */
final class CurvesFile implements ProgressListener, AutoCloseable {

    private final Writer file;

    CurvesFile(Path path) {
        try {
            file = Files.newBufferedWriter(path);
            file.write("series,step,value\n");
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + path, e);
        }
    }

    @Override
    public synchronized void heard(RunEvent event) {
        if (event instanceof RunEvent.Point point) {
            try {
                file.write(point.series() + "," + point.step() + "," + point.value() + "\n");
                file.flush();
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot write the curves. Is the disk full?", e);
            }
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
