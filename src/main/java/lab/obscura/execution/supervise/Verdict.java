package lab.obscura.execution.supervise;

import java.nio.file.Files;
import java.util.Locale;
import java.util.regex.Pattern;
import lab.obscura.engine.run.folder.AttemptFolder;
import lab.obscura.engine.run.folder.ExitCode;
import lab.obscura.execution.child.AttemptEnd;

/**
 * What an attempt's end means for its run.
 *
 * @param reason in words
 */
record Verdict(Kind kind, String reason) {

    /** What is to be done. */
    enum Kind {
        /** Store the outcome. */
        SUCCEEDED,
        /** It would fail again. */
        FAILED,
        /** Somebody wanted it. */
        CANCELLED,
        /** Not the run's fault, or not surely: it may try again from its last checkpoint. */
        INTERRUPTED
    }

    private static final int SIGNAL_BASE = 128;
    private static final String CRASH = "crash.log";
    private static final Pattern ABSOLUTE = Pattern.compile("(?<![\\w.:/…])/(?!api/)(?:[\\w.@+-]+/)+([\\w.@+-]*)");

    static Verdict of(int exitCode, AttemptFolder folder) {
        if (exitCode > SIGNAL_BASE) {
            return new Verdict(Kind.INTERRUPTED, signal(exitCode - SIGNAL_BASE, folder));
        }
        return switch (ExitCode.of(exitCode)) {
            case SUCCEEDED -> new Verdict(Kind.SUCCEEDED, "finished");
            case CANCELLED -> new Verdict(Kind.CANCELLED, "cancelled on request");
            case ORPHANED, STOPPED -> new Verdict(Kind.INTERRUPTED, "the attempt's process lost its worker");
            case DISK -> new Verdict(Kind.FAILED, AttemptEnd.FULL_DISK);
            case SETTINGS, DATA, DIVERGED, MEMORY -> new Verdict(Kind.FAILED, failure(exitCode, folder));
            case INTERNAL, UNAVAILABLE, DIFFERS, RUN_FAILED ->
                new Verdict(Files.exists(folder.failure()) ? Kind.FAILED : Kind.INTERRUPTED, failure(exitCode, folder));
        };
    }

    private static String failure(int exitCode, AttemptFolder folder) {
        if (Files.exists(folder.failure())) {
            return withoutPlaces(folder.readFailure().message());
        }
        // Told to leave no core file, a JVM that crashes ends with code 1 instead of by a signal.
        return Files.exists(folder.path().resolve(CRASH))
                ? String.format(
                        Locale.ROOT,
                        "the attempt's process crashed in native code (code %d); see %s",
                        exitCode,
                        place(folder, CRASH))
                : String.format(
                        Locale.ROOT,
                        "the attempt's process ended with code %d and said nothing; see %s",
                        exitCode,
                        place(folder, "stderr.txt"));
    }

    /** What libraries say may name files by their whole path; the last name is enough to find it, the rest is nobody's business. */
    static String withoutPlaces(String message) {
        return ABSOLUTE.matcher(message).replaceAll("…/$1");
    }

    private static String signal(int signal, AttemptFolder folder) {
        return switch (signal) {
            case 9 -> "the attempt's process was killed (signal 9); the machine may have run out of memory";
            case 2, 15 -> String.format(Locale.ROOT, "the attempt's process was told to end (signal %d)", signal);
            case 4, 6, 7, 8, 11 ->
                String.format(
                        Locale.ROOT,
                        "the attempt's process crashed in native code (signal %d); see %s",
                        signal,
                        place(folder, CRASH));
            default -> "the attempt's process was ended by signal " + signal;
        };
    }

    /** A place that means something to the operator and tells nobody else how the host's disk is laid out. */
    private static String place(AttemptFolder folder, String file) {
        return String.format(
                Locale.ROOT,
                "attempts/%s/%s/%s on its worker",
                folder.path().getParent().getFileName(),
                folder.path().getFileName(),
                file);
    }
}
