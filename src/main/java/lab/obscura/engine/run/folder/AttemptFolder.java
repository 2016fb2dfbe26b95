package lab.obscura.engine.run.folder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import lab.obscura.engine.checkpoint.CheckpointFolder;
import lab.obscura.engine.checkpoint.CheckpointWriter;
import lab.obscura.engine.checkpoint.Checkpoints;
import lab.obscura.engine.checkpoint.Pace;
import lab.obscura.engine.files.WholeFile;
import lab.obscura.engine.progress.RunEvent;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where one attempt of a run keeps its files; the contract between the child process that computes and the worker that stores.
 *
 * <pre>
 * definition.json               the definition, resolved
 * events.jsonl                  one {@link RunEvent} per line, appended while running
 * outcome.json                  an {@link Outcome}, written last: when it is there, everything else is complete
 * failure.json                  a {@link Failure}, instead of an outcome
 * encoder.obs                   the trained edge encoder, in the checkpoint format
 * thumbnail.png                 a strip of originals above what the first attack rebuilt
 * gallery/originals/INDEX.png   the gallery's images
 * gallery/SLUG/INDEX.png        what the attack with that slug rebuilt
 * interim/SLUG.png              while the attack with that slug runs: a sheet of the gallery's images and what it makes of them so far
 * data/                         data sets that were fetched for this attempt, where its worker has no folder of them
 * checkpoints/                  the latest two checkpoints of what is being computed, and what finished attacks found out
 * </pre>
 *
 * @param path of the folder itself
 * @param checkpoints where the checkpoints lie: a worker points all attempts of a run to one place, so that each goes on from the last
 */
public record AttemptFolder(Path path, Path checkpoints) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** A folder that keeps its checkpoints to itself. */
    public AttemptFolder(Path path) {
        this(path, path.resolve("checkpoints"));
    }

    /**
     * Why an attempt ended without an outcome.
     *
     * @param kind {@code settings}, {@code data}, {@code diverged}, {@code memory}, {@code cancelled} or {@code internal}
     * @param message a sentence for people
     */
    public record Failure(String kind, String message) {}

    /** Those of the computation with this hash. */
    public Checkpoints checkpoints(String hash, Pace pace, CheckpointWriter writer) {
        return new CheckpointFolder(checkpoints, hash, "epoch", this::write, pace, writer);
    }

    public Path definition() {
        return path.resolve("definition.json");
    }

    public Path data() {
        return path.resolve("data");
    }

    public Path events() {
        return path.resolve("events.jsonl");
    }

    public Path outcome() {
        return path.resolve("outcome.json");
    }

    public Path failure() {
        return path.resolve("failure.json");
    }

    public Path encoder() {
        return path.resolve("encoder.obs");
    }

    public Path thumbnail() {
        return path.resolve("thumbnail.png");
    }

    public Path original(int index) {
        return path.resolve("gallery/originals/" + index + ".png");
    }

    public Path reconstruction(String slug, int index) {
        return path.resolve("gallery/" + slug + "/" + index + ".png");
    }

    public Path interim(String slug) {
        return path.resolve("interim/" + slug + ".png");
    }

    public void write(Outcome outcome) {
        write(outcome(), JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(outcome));
    }

    public void write(Failure failure) {
        write(failure(), JSON.writeValueAsBytes(failure));
    }

    public Outcome readOutcome() {
        return JSON.readValue(outcome().toFile(), Outcome.class);
    }

    public Failure readFailure() {
        return JSON.readValue(failure().toFile(), Failure.class);
    }

    /** Writes a file so that a reader sees all of it or nothing. */
    public void write(Path file, byte[] content) {
        try {
            WholeFile.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
    }
}
