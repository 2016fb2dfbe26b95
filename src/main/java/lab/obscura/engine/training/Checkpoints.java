package lab.obscura.engine.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import lab.obscura.engine.data.DataException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The checkpoints of one training, newest two kept. Bound to a training hash: those of another training are not seen.
 *
 * @param write stores a file so that a reader sees all of it or nothing
 */
public record Checkpoints(Path folder, String trainingHash, BiConsumer<Path, byte[]> write) {

    private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);
    private static final int KEPT = 2;
    private static final String SUFFIX = ".obs";

    /** Stores the state after an epoch. */
    public void save(int epoch, CheckpointFile checkpoint) {
        write.accept(folder.resolve(prefix() + "%06d".formatted(epoch) + SUFFIX), checkpoint.toBytes());
        newestFirst().stream().skip(KEPT).forEach(Checkpoints::delete);
    }

    /**
     * The newest one that is whole and belongs to this training. A damaged one is removed, and passed over when the one before it serves.
     *
     * @throws DataException when there were some and none is whole: to train from the start is for people to decide
     */
    public Optional<CheckpointFile> latest() {
        var damages = new ArrayList<String>();
        for (Path file : newestFirst()) {
            try {
                CheckpointFile checkpoint = CheckpointFile.read(file);
                if (trainingHash.equals(checkpoint.facts().get("trainingHash"))) {
                    return Optional.of(checkpoint);
                }
            } catch (DataException damaged) {
                LOG.warn("event=checkpoint-damaged reason=\"{}\"", damaged.getMessage());
                damages.add(damaged.getMessage());
                delete(file);
            }
        }
        if (!damages.isEmpty()) {
            throw new DataException("The training cannot go on: no checkpoint of it is whole (" + damages.get(0)
                    + "). The damaged ones were removed, so a retry trains from the start");
        }
        return Optional.empty();
    }

    /** Files of another training have another beginning: neither seen nor deleted. */
    private String prefix() {
        return "epoch-" + trainingHash.substring(0, Math.min(12, trainingHash.length())) + "-";
    }

    private List<Path> newestFirst() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches(prefix() + "\\d+\\" + SUFFIX))
                    .sorted(Comparator.comparing(Path::getFileName).reversed())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list " + folder, e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete " + file, e);
        }
    }
}
