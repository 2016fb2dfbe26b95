package lab.obscura.execution.remote;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The token in a file that its owner alone may read. It is read for each call: who puts a new one there need not start the worker again.
 *
 * @param file null for a service without accounts, which asks for none
 */
record WorkerToken(Path file) implements Supplier<String> {

    private static final Set<PosixFilePermission> OTHERS = Set.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_WRITE);

    /** @param file as in the settings; empty for none */
    static WorkerToken in(String file) {
        return new WorkerToken(file.isBlank() ? null : Path.of(file.strip()));
    }

    /**
     * The token.
     *
     * @throws NotAdmitted when the file cannot be read, or others can read it
     */
    @Override
    public String get() {
        if (file == null) {
            return "";
        }
        try {
            if (Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains)) {
                throw new NotAdmitted(
                        "Others can read the token in " + file + ". Take that right away: chmod 600 " + file);
            }
            String token = Files.readString(file).strip();
            if (!token.matches("[\\x21-\\x7e]+")) { // a header with it would be refused by an error that shows it
                throw new NotAdmitted("The token file " + file + " must hold the token alone, on one line");
            }
            return token;
        } catch (IOException e) {
            throw new NotAdmitted(
                    "obscura.worker.token-file must name a file with a token of a worker; " + file + " cannot be read");
        }
    }
}
