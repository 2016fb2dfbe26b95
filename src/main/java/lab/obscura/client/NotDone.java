package lab.obscura.client;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.Optional;
import lab.obscura.engine.run.folder.ExitCode;

/** Why a command did not do what it was asked, in one line, with the code that its process ends with. */
final class NotDone extends RuntimeException {

    private final ExitCode code;

    NotDone(ExitCode code, String reason) {
        super(reason);
        this.code = code;
    }

    ExitCode code() {
        return code;
    }

    /** The file, where there is one, and what is wrong with it. */
    static String reason(IOException e) {
        if (!(e instanceof FileSystemException file)) {
            return Optional.ofNullable(e.getMessage()).orElse(e.getClass().getSimpleName());
        }
        return file.getFile() + ": "
                + switch (file.getClass().getSimpleName()) {
                    case "NoSuchFileException" -> "there is none of that name";
                    case "AccessDeniedException" -> "no right to it";
                    case "FileAlreadyExistsException" -> "it is there already, and no folder";
                    default -> Optional.ofNullable(file.getReason()).orElse("it cannot be used");
                };
    }
}
