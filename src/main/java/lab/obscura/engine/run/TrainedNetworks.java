package lab.obscura.engine.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import lab.obscura.engine.BuildInfo;
import lab.obscura.engine.checkpoint.CheckpointFile;
import lab.obscura.engine.data.images.DataException;
import lab.obscura.engine.files.WholeFile;
import lab.obscura.engine.network.Engine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Networks that were trained on this machine, one file each under its training hash, so that nobody trains the same one twice. Another
 * processor, engine or build rounds otherwise: a network counts only for the program and engine that trained it.
 *
 * @param folder empty: nothing is kept and nothing found
 * @param clock of when a network was last asked for
 * @param limit bytes of all files together; beyond it those go that were not asked for for the longest time. 0 is no folder
 */
public record TrainedNetworks(Optional<Path> folder, long limit, Clock clock) {

    public TrainedNetworks {
        folder = folder.filter(place -> limit > 0); // nothing is written that would go at once
    }

    /** Keeps nothing. */
    public static final TrainedNetworks NONE = new TrainedNetworks(Optional.empty(), 0, Clock.systemUTC());

    private static final Logger LOG = LoggerFactory.getLogger(TrainedNetworks.class);
    private static final String SUFFIX = ".obs";
    private static final String MADE_BY = "madeBy";

    /** What the file of a network is called. */
    public static String fileName(String hash) {
        return hash + SUFFIX;
    }

    /** The hash of the network that is in a file of this name; empty when it is no such name. */
    public static Optional<String> hashOf(String fileName) {
        return Optional.of(fileName)
                .filter(name -> name.matches("[0-9a-f]{64}\\.obs"))
                .map(name -> name.substring(0, 64));
    }

    /** The network of that hash. A file that is damaged goes, with a line in the log. */
    Optional<CheckpointFile> find(String hash, Engine engine) {
        return folder.map(place -> place.resolve(fileName(hash))).flatMap(file -> read(file, engine));
    }

    private Optional<CheckpointFile> read(Path file, Engine engine) {
        try {
            CheckpointFile network = CheckpointFile.parse(
                    Files.readAllBytes(file), file.getFileName().toString());
            if (!maker(engine).equals(network.facts().get(MADE_BY))) {
                return Optional.empty();
            }
            Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
            return Optional.of(network);
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        } catch (IOException | DataException e) {
            LOG.warn("event=trained-network-unreadable file={} reason=\"{}\"", file.getFileName(), e.getMessage());
            delete(file);
            return Optional.empty();
        }
    }

    /** Keeps a network. A disk that takes no more costs a line in the log and nothing else. */
    void keep(String hash, CheckpointFile network, Engine engine) {
        folder.ifPresent(place -> {
            try {
                var facts = new LinkedHashMap<>(network.facts());
                facts.put(MADE_BY, maker(engine));
                WholeFile.write(place.resolve(fileName(hash)), new CheckpointFile(facts, network.tensors()).toBytes());
                makeRoom(place);
            } catch (IOException | UncheckedIOException e) {
                LOG.warn("event=trained-network-not-kept hash={} reason=\"{}\"", hash, e.toString());
            }
        });
    }

    private static Map<String, String> maker(Engine engine) {
        return Map.of(
                "engine",
                engine.describe(),
                "obscura",
                BuildInfo.ofThisProgram().toString());
    }

    private void makeRoom(Path place) throws IOException {
        try (Stream<Path> listed = Files.list(place)) {
            // All of them: what a killed process left half written counts, and grows old like the others.
            List<Path> newestFirst = listed.sorted(
                            Comparator.comparing(TrainedNetworks::lastAsked).reversed())
                    .toList();
            long kept = 0;
            for (Path file : newestFirst) {
                long size = file.toFile().length();
                if (kept + size > limit) {
                    delete(file);
                } else {
                    kept += size;
                }
            }
        }
    }

    private static FileTime lastAsked(Path file) {
        return FileTime.fromMillis(file.toFile().lastModified());
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("event=trained-network-not-deleted file={} reason=\"{}\"", file.getFileName(), e.getMessage());
        }
    }
}
