package lab.obscura.engine.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/**
 * Writes files so that a reader sees all of one or nothing: temporary name, sync, rename. In a folder that only its owner may enter, the
 * file is the owner's alone as well.
 */
public final class WholeFile {

    private static final Set<PosixFilePermission> OWNER =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    private static final Set<StandardOpenOption> NEW =
            EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

    private WholeFile() {}

    /** Replaces the file, or makes it with the folders above it. */
    public static void write(Path file, byte[] content) throws IOException {
        Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
        Path temporary = folder.resolve(file.getFileName() + ".partial");
        Files.deleteIfExists(temporary); // what a killed process left
        try (var channel = FileChannel.open(temporary, NEW, rights(folder))) {
            var buffer = ByteBuffer.wrap(content);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        } catch (IOException e) {
            Files.deleteIfExists(temporary);
            throw e;
        }
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static FileAttribute<?>[] rights(Path folder) throws IOException {
        boolean isPrivate = PosixFilePermissions.toString(Files.getPosixFilePermissions(folder))
                .endsWith("------");
        return isPrivate
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER)}
                : new FileAttribute<?>[0];
    }
}
