package lab.obscura.engine.run;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import lab.obscura.engine.attack.Reconstructions;
import lab.obscura.engine.data.images.DataException;

/**
 * All that an attack rebuilt, in a file beside the checkpoints: an ensemble adds it to a sum value by value, so that the memory never
 * holds two attacks. The values as float32, then their CRC-32.
 */
record RebuiltFile(Path path) {

    /** Replaces what an attempt that was killed may have left. */
    void write(Reconstructions rebuilt) {
        Path partial = path.resolveSibling(path.getFileName() + ".partial");
        var sum = new CRC32();
        try {
            Files.createDirectories(path.getParent());
            try (OutputStream file = Files.newOutputStream(partial);
                    var out = new DataOutputStream(new BufferedOutputStream(file))) {
                var checked = new DataOutputStream(new BufferedOutputStream(new CheckedOutputStream(out, sum)));
                for (float value : rebuilt.pixels()) {
                    checked.writeFloat(value);
                }
                checked.flush();
                out.writeLong(sum.getValue());
            }
            Files.move(partial, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + path, e);
        }
    }

    /** Whether an attempt kept it. */
    boolean exists() {
        return Files.isRegularFile(path);
    }

    /**
     * Adds its values to a sum.
     *
     * @throws DataException when it does not have as many, or not its checksum
     */
    void addTo(float[] sum) {
        var check = new CRC32();
        try (InputStream file = Files.newInputStream(path);
                var in = new DataInputStream(new BufferedInputStream(file))) {
            if (Files.size(path) != (long) sum.length * Float.BYTES + Long.BYTES) {
                throw damaged();
            }
            var checked = new DataInputStream(new CheckedInputStream(in, check));
            for (int i = 0; i < sum.length; i++) {
                sum[i] += checked.readFloat();
            }
            if (in.readLong() != check.getValue()) {
                throw damaged();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + path, e);
        }
    }

    private DataException damaged() {
        return new DataException(path.getFileName() + " is damaged: a retry restarts the run from scratch");
    }
}
