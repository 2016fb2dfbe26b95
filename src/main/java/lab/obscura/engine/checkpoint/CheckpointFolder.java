package lab.obscura.engine.checkpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import lab.obscura.engine.data.images.DataException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checkpoints as files, the newest two of each loop kept: {@code epoch-HASH-000003.obs} is the state behind the third epoch,
 * {@code epoch-HASH-000003_000000117.obs} the one 117 steps later. Bound to the hash of the computation: those of another are not seen.
 *
 * @param loop beginning of the files' names
 * @param write stores a file so that a reader sees all of it or nothing; until it is whole, its name ends in {@code .partial}
 * @param writer says on which thread that is done
 */
public record CheckpointFolder(
        Path folder, String hash, String loop, BiConsumer<Path, byte[]> write, Pace pace, CheckpointWriter writer)
        implements Checkpoints {

    private static final Logger LOG = LoggerFactory.getLogger(CheckpointFolder.class);
    private static final int KEPT = 2;
    private static final String SUFFIX = ".obs";
    private static final String PARTIAL = SUFFIX + ".partial";
    private static final String ANY_LOOP = "[a-z]+";
    private static final String BOUND_TO = "boundTo";

    @Override
    public Checkpoints named(String other) {
        return new CheckpointFolder(folder, hash, other, write, pace, writer);
    }

    @Override
    public boolean isDue() {
        writer.look();
        return pace.isDue();
    }

    @Override
    public void save(Position at, CheckpointFile state, Runnable kept) {
        writer.write(() -> write(at, state), kept);
        pace.beginAgain();
    }

    @Override
    public void settle() {
        writer.settle();
    }

    private void write(Position at, CheckpointFile state) {
        // What a killed attempt left half written: no later one has its name and would write over it.
        files(loop, PARTIAL).forEach(CheckpointFolder::delete);
        var facts = new LinkedHashMap<String, Object>(state.facts());
        facts.put(BOUND_TO, hash);
        facts.put("epoch", at.epochs());
        facts.put("steps", at.steps());
        String between = at.steps() == 0 ? "" : String.format(Locale.ROOT, "_%09d", at.steps());
        String name = loop + shortHash() + String.format(Locale.ROOT, "%06d", at.epochs()) + between + SUFFIX;
        write.accept(folder.resolve(name), new CheckpointFile(facts, state.tensors()).toBytes());
        newestFirst(loop).stream().skip(KEPT).forEach(CheckpointFolder::delete);
    }

    @Override
    public Optional<CheckpointFile> latest(Consumer<String> told) {
        writer.settle();
        var damages = new ArrayList<String>();
        for (Path file : newestFirst(loop)) {
            try {
                CheckpointFile checkpoint = CheckpointFile.read(file);
                if (hash.equals(boundTo(checkpoint.facts()))) {
                    damages.forEach(damage ->
                            told.accept("A damaged checkpoint was passed over, the one before it serves: " + damage));
                    return Optional.of(checkpoint);
                }
            } catch (DataException damaged) {
                LOG.warn("event=checkpoint-damaged reason=\"{}\"", damaged.getMessage());
                damages.add(damaged.getMessage());
                delete(file);
            }
        }
        if (!damages.isEmpty()) {
            throw new DataException("The run cannot resume: no checkpoint of what it was doing is whole ("
                    + damages.get(0) + "). The damaged ones were removed, so a retry restarts it from scratch");
        }
        return Optional.empty();
    }

    /** Files of the first version knew trainings only. */
    private static Object boundTo(Map<String, Object> facts) {
        return facts.getOrDefault(BOUND_TO, facts.get("trainingHash"));
    }

    @Override
    public void removeOthers() {
        writer.settle();
        for (String suffix : List.of(SUFFIX, PARTIAL)) {
            List<Path> own = files(loop, suffix);
            files(ANY_LOOP, suffix).stream().filter(file -> !own.contains(file)).forEach(CheckpointFolder::delete);
        }
    }

    /** Files of another computation have another name: neither seen nor deleted. */
    private String shortHash() {
        return "-" + hash.substring(0, Math.min(12, hash.length())) + "-";
    }

    /** In the order of their places, which is that of their names without the ending. */
    private List<Path> newestFirst(String loops) {
        return files(loops, SUFFIX).stream()
                .sorted(Comparator.comparing(CheckpointFolder::withoutSuffix).reversed())
                .toList();
    }

    private List<Path> files(String loops, String suffix) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        String named = loops + shortHash() + "\\d+(_\\d+)?" + Pattern.quote(suffix);
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> plainName(file).matches(named)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list " + folder, e);
        }
    }

    private static String withoutSuffix(Path file) {
        String name = plainName(file);
        return name.substring(0, name.length() - SUFFIX.length());
    }

    /** Earlier versions wrote the digits of the country they ran in: those files are found, put in order and removed like others. */
    private static String plainName(Path file) {
        var name = new StringBuilder();
        file.getFileName()
                .toString()
                .codePoints()
                .forEach(character -> name.appendCodePoint(
                        Character.isDigit(character) ? '0' + Character.digit(character, 10) : character));
        return name.toString();
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete " + file, e);
        }
    }
}
