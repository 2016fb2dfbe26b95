package lab.obscura.execution.checkpoints;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lab.obscura.queue.RunId;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the checkpoints of a run were at one time. It is written behind the files that it names, so one that is there is whole; its own
 * name says attempt, number and hash, so the newest comes last and a damaged one is known.
 *
 * @param attempt that published it
 * @param number of it within the attempt, from 0
 */
record PublishedState(int attempt, int number, List<PublishedFile> files) {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern NAME = Pattern.compile("(\\d+)-(\\d+)-([0-9a-f]{64})\\.json");
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

    PublishedState {
        files = List.copyOf(files);
    }

    /**
     * One file of it.
     *
     * @param name in the folder of checkpoints
     * @param sha256 of its content, in hexadecimal
     */
    record PublishedFile(String name, long bytes, String sha256) {

        static PublishedFile of(Path file) {
            return new PublishedFile(file.getFileName().toString(), LocalFiles.size(file), LocalFiles.sha256(file));
        }

        /** Equal files have one key. */
        String key(RunId run) {
            return run + "/files/" + sha256;
        }

        /** Whether that is a file of ours, and not one that would leave its folder. */
        boolean isPlain() {
            return PLAIN.matcher(name).matches() && sha256.matches("[0-9a-f]{64}");
        }
    }

    static String folder(RunId run) {
        return run + "/states";
    }

    /** Writes it to a file of this host, and returns its key. */
    String write(RunId run, Path file) {
        try {
            Files.write(file, JSON.writeValueAsBytes(this));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written", e);
        }
        return String.format(
                Locale.ROOT, "%s/%06d-%06d-%s.json", folder(run), attempt, number, LocalFiles.sha256(file));
    }

    /** Reads one from a file of this host; empty when it is not what its key says. */
    static Optional<PublishedState> read(String key, Path file) {
        Matcher name = NAME.matcher(key.substring(key.lastIndexOf('/') + 1));
        if (!name.matches() || !name.group(3).equals(LocalFiles.sha256(file))) {
            return Optional.empty();
        }
        try {
            PublishedState state = JSON.readValue(file.toFile(), PublishedState.class);
            return state.files().stream().allMatch(PublishedFile::isPlain) ? Optional.of(state) : Optional.empty();
        } catch (JacksonException notOurs) {
            return Optional.empty();
        }
    }

    /** The attempt that a key names; 0 when it names none. */
    static int attemptOf(String key) {
        Matcher name = NAME.matcher(key.substring(key.lastIndexOf('/') + 1));
        return name.matches() ? Integer.parseInt(name.group(1)) : 0;
    }
}
