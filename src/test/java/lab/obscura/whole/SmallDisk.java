package lab.obscura.whole;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A disk of a few megabytes in memory, mounted on a folder, to be filled. */
final class SmallDisk implements AutoCloseable {

    private static final int PORTION = 1 << 16;

    private final Path folder;
    private final Path ballast;

    private SmallDisk(Path folder) {
        this.folder = folder;
        this.ballast = folder.resolve("ballast");
    }

    /** Empty where this machine allows no mounts. */
    static Optional<SmallDisk> mountedOn(Path folder, int megabytes) {
        return run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", folder.toString())
                ? Optional.of(new SmallDisk(folder))
                : Optional.empty();
    }

    /** Writes until only this share of the disk is free; with 0 until nothing more can be written. */
    void fill(double free) {
        try (OutputStream out = Files.newOutputStream(ballast)) {
            FileStore store = Files.getFileStore(folder);
            while (store.getUsableSpace() > free * store.getTotalSpace()) {
                writeWhatFits(out, store, (int) Math.min(PORTION, store.getUsableSpace()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Others write, too: what was free when it was asked for may be less when it is written. */
    private static void writeWhatFits(OutputStream out, FileStore store, int bytes) throws IOException {
        try {
            out.write(new byte[bytes]);
        } catch (IOException full) {
            if (store.getUsableSpace() >= bytes) {
                throw full;
            }
        }
    }

    void makeSpace() {
        try {
            Files.delete(ballast);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean run(String... command) {
        try {
            return new ProcessBuilder(List.of(command)).start().waitFor() == 0;
        } catch (IOException noSuchProgram) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Everything on it is gone. */
    @Override
    public void close() {
        run("umount", "--lazy", folder.toString());
    }
}
