package lab.obscura.platform;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import lab.obscura.engine.run.folder.ExitCode;
import lab.obscura.platform.start.StartException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Folders that only their owner may enter: they hold passwords, trained models and pictures of people. */
final class PrivateFolder {

    private static final Logger LOG = LoggerFactory.getLogger(PrivateFolder.class);
    private static final Set<PosixFilePermission> OWNER = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private PrivateFolder() {}

    /** Makes the folder when it is missing, and takes the rights of others from it and from everything in it. */
    static void at(Path folder) {
        ensure(folder, PrivateFolder::tighten);
    }

    /**
     * The same for those of whom hundreds start at once on a shared folder: where others cannot enter it, nothing in it is looked at, because
     * nobody reaches it. A folder that they can enter is treated like {@link #at}.
     */
    static void entrance(Path folder) {
        ensure(folder, place -> {
            if (!isPrivate(place)) {
                tighten(place);
            }
        });
    }

    private static boolean isPrivate(Path folder) throws IOException {
        return OWNER.containsAll(Files.getPosixFilePermissions(folder));
    }

    private interface Check {

        void of(Path folder) throws IOException;
    }

    private static void ensure(Path folder, Check existing) {
        try {
            if (!Files.isDirectory(folder) && isMade(folder)) {
                return;
            }
            existing.of(folder);
        } catch (IOException e) {
            throw new StartException(
                    ExitCode.UNAVAILABLE,
                    "The folder " + folder + " cannot be made or read (" + e
                            + "). Give this user the right to, or choose another with obscura.home or obscura.scratch",
                    e);
        }
    }

    /** False when another program that starts at the same moment was first. */
    private static boolean isMade(Path folder) throws IOException {
        Files.createDirectories(folder.toAbsolutePath().getParent());
        try {
            Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(OWNER));
            return true;
        } catch (FileAlreadyExistsException e) {
            if (Files.isDirectory(folder)) {
                return false;
            }
            throw e;
        }
    }

    private static void tighten(Path root) throws IOException {
        var visitor = new Tightening();
        Files.walkFileTree(root, visitor);
        if (visitor.changed > 0) {
            LOG.info("event=files-made-private folder={} files={}", root, visitor.changed);
        }
    }

    /** Symbolic links are not followed. What is somebody else's stays as it is, and what goes meanwhile is gone. */
    private static final class Tightening extends SimpleFileVisitor<Path> {

        private int changed;

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
            tighten(folder);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            if (!attributes.isSymbolicLink()) {
                tighten(file);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException problem) {
            return FileVisitResult.CONTINUE;
        }

        private void tighten(Path file) throws IOException {
            try {
                Set<PosixFilePermission> rights =
                        EnumSet.copyOf(Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS));
                if (rights.retainAll(OWNER)) {
                    Files.setPosixFilePermissions(file, rights);
                    changed++;
                }
            } catch (NoSuchFileException gone) {
                return;
            } catch (java.nio.file.FileSystemException e) {
                LOG.warn("event=file-not-private file={} cause=\"{}\"", file, e.getMessage());
            }
        }
    }
}
