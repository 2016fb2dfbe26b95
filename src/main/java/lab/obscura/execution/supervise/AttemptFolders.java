package lab.obscura.execution.supervise;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import lab.obscura.engine.run.folder.AttemptFolder;
import lab.obscura.platform.ObscuraProperties;
import lab.obscura.queue.Claim;
import lab.obscura.queue.RunId;
import org.springframework.util.FileSystemUtils;

/** Where attempts keep their files: a folder per attempt, and one place per run for the checkpoints of all its attempts. */
final class AttemptFolders {

    private final Path attempts;
    private final Path checkpoints;
    private final Path trained;

    AttemptFolders(ObscuraProperties properties) {
        this.attempts = properties.attempts().toAbsolutePath();
        this.checkpoints = properties.checkpoints().toAbsolutePath();
        this.trained = properties.trained().toAbsolutePath();
    }

    /** Makes the folder of an attempt and puts the definition into it. */
    AttemptFolder open(Claim claim) {
        Path path = attempts.resolve(claim.run().toString()).resolve(Integer.toString(claim.attempt()));
        var folder = new AttemptFolder(path, checkpoints.resolve(claim.run().toString()));
        try {
            for (int earlier = 1; earlier < claim.attempt(); earlier++) {
                forgetData(new AttemptFolder(path.resolveSibling("" + earlier))); // its worker may have died
            }
            FileSystemUtils.deleteRecursively(path);
            Files.createDirectories(path);
            Files.createDirectories(folder.checkpoints());
        } catch (IOException e) {
            throw new UncheckedIOException("The folder of the attempt cannot be made: " + path, e);
        }
        folder.write(folder.definition(), claim.definition().getBytes(StandardCharsets.UTF_8));
        return folder;
    }

    /** What was fetched for an attempt goes with it, and the space with its last name. */
    void forgetData(AttemptFolder folder) {
        try {
            FileSystemUtils.deleteRecursively(folder.data());
        } catch (IOException e) {
            throw new UncheckedIOException("The data of an attempt cannot be removed: " + folder.data(), e);
        }
    }

    /** Where the folders of runs lie, named by their ids. */
    List<Path> roots() {
        return List.of(attempts, checkpoints);
    }

    /** Where networks lie that were trained on this host, named by their training hash. */
    Path trained() {
        return trained;
    }

    /** Where the checkpoints of a run lie. */
    Path checkpoints(RunId run) {
        return checkpoints.resolve(run.toString());
    }

    /** What earlier attempts of a run have said, as far as it lies on this host, oldest first. */
    List<Path> earlierEvents(Claim claim) {
        return IntStream.range(1, claim.attempt())
                .mapToObj(attempt -> new AttemptFolder(
                                attempts.resolve(claim.run().toString()).resolve("" + attempt))
                        .events())
                .filter(Files::exists)
                .toList();
    }

    /** Everything of a run that succeeded is in the database: its files go. */
    void remove(RunId run) {
        try {
            FileSystemUtils.deleteRecursively(attempts.resolve(run.toString()));
            FileSystemUtils.deleteRecursively(checkpoints.resolve(run.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException("The files of run " + run + " cannot be removed", e);
        }
    }
}
