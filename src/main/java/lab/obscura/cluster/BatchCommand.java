package lab.obscura.cluster;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import lab.obscura.platform.process.ShortCommand;
import lab.obscura.platform.process.Subprocess;

/** Executes the commands of a batch system, here or behind a prefix such as {@code ssh login}, and never waits for one for ever. */
final class BatchCommand {

    /** What needs no quotes in any shell. */
    private static final Pattern PLAIN = Pattern.compile("[\\w@%+=:,./-]+");

    /** What ssh needs of the environment to log in without a person, and where a module of the site says that Slurm's configuration lies. */
    private static final List<String> KEYS = List.of("SSH_AUTH_SOCK", "KRB5CCNAME", "SLURM_CONF");

    private static final int TIMED_OUT = 124;

    private final List<String> prefix;
    private final Duration patience;
    private final Clock clock;

    /** @param prefix words before each command, separated by blanks; empty for none */
    BatchCommand(String prefix, Duration patience, Clock clock) {
        this.prefix = prefix.isBlank() ? List.of() : List.of(prefix.strip().split("\\s+"));
        this.patience = patience;
        this.clock = clock;
    }

    /**
     * How a command ended.
     *
     * @param line as it was called
     * @param code 0 when it went well
     * @param took until it ended
     */
    record Answer(String line, int code, String output, String error, Instant at, Duration took) {

        boolean isWell() {
            return code == 0;
        }

        /** Whether it is not known what it has done. */
        boolean isUnanswered() {
            return code == TIMED_OUT;
        }

        /** For people: what it said of its failure. */
        String complaint() {
            String said = error.isBlank() ? output : error;
            String words = said.strip().lines().limit(3).collect(Collectors.joining("; "));
            return words.isEmpty() ? "it ended with code " + code + " and said nothing" : words;
        }
    }

    /** @param input what the command reads */
    Answer run(List<String> command, String input) throws InterruptedException {
        Instant begin = clock.instant();
        long nanos = System.nanoTime();
        String shown = String.join(" ", command);
        try {
            ProcessBuilder builder = Subprocess.of(line(command));
            KEYS.forEach(key -> copy(key, builder.environment()));
            return answer(shown, ShortCommand.run(builder, input, patience), begin, nanos);
        } catch (IOException e) {
            return new Answer(shown, 127, "", String.valueOf(e.getMessage()), begin, since(nanos));
        }
    }

    private static void copy(String key, Map<String, String> environment) {
        String value = System.getenv(key);
        if (value != null) {
            environment.put(key, value);
        }
    }

    private Answer answer(String shown, ShortCommand ended, Instant begin, long nanos) {
        if (ended.isInTime()) {
            return new Answer(shown, ended.code(), ended.output(), ended.error(), begin, since(nanos));
        }
        return new Answer(shown, TIMED_OUT, "", "no answer within " + patience.toSeconds() + " s", begin, since(nanos));
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }

    /** The shell at the other end of ssh takes the words apart once more. */
    private List<String> line(List<String> command) {
        List<String> line = new ArrayList<>(prefix);
        boolean isRemote = !prefix.isEmpty() && prefix.get(0).matches("(.*/)?ssh");
        command.forEach(word -> line.add(isRemote ? quoted(word) : word));
        return line;
    }

    private static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
