package lab.obscura.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import lab.obscura.engine.files.WholeFile;
import lab.obscura.engine.progress.ProgressListener;
import lab.obscura.engine.progress.RunEvent;

/**
 * Writes learning curves as a table: {@code series,step,value}. Points that an earlier start has written stay, and none is written
 * twice: a resumed training repeats the steps since its checkpoint.
 */
final class CurvesFile implements ProgressListener, AutoCloseable {

    private static final String HEAD = "series,step,value";

    private final Writer file;
    private final Set<String> drawn = new HashSet<>();

    CurvesFile(Path path) {
        try {
            List<String> earlier = Files.exists(path) ? whole(Files.readString(path)) : List.of();
            var kept = new StringBuilder(HEAD + "\n");
            earlier.stream()
                    .filter(line -> drawn.add(key(line)))
                    .forEach(line -> kept.append(line).append('\n'));
            WholeFile.write(path, kept.toString().getBytes(StandardCharsets.UTF_8));
            file = Files.newBufferedWriter(path, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + path, e);
        }
    }

    /** The points of a table; a line whose end is missing was being written when its process ended. */
    private static List<String> whole(String table) {
        return table.substring(0, table.lastIndexOf('\n') + 1)
                .lines()
                .filter(line -> !line.equals(HEAD) && line.indexOf(',') > 0)
                .toList();
    }

    private static String key(String line) {
        return line.substring(0, line.lastIndexOf(','));
    }

    @Override
    public synchronized void heard(RunEvent event) {
        if (event instanceof RunEvent.Point point) {
            String line = point.series() + "," + point.step() + "," + point.value();
            if (drawn.add(key(line))) {
                write(line + "\n");
            }
        }
    }

    private void write(String line) {
        try {
            file.write(line);
            file.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the curves. Is the disk full?", e);
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
