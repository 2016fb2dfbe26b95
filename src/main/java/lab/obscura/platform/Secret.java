package lab.obscura.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * A database user whose random password lies in a file that only the owner can read.
 *
 * @param user of the database
 * @param file that holds the password and nothing else
 */
record Secret(String user, Path file) {

    private static final int BYTES = 24;

    boolean exists() {
        return Files.exists(file);
    }

    String password() {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("The password of the database cannot be read", e);
        }
    }

    /** Writes a new random password, whole or not at all. */
    void renew() throws IOException {
        write(random());
    }

    static String random() {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    void write(String password) throws IOException {
        Path partial = file.resolveSibling(file.getFileName() + ".partial");
        Files.deleteIfExists(partial);
        Files.createFile(partial, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(partial, password);
        Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
