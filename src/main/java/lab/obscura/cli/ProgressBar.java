package lab.obscura.cli;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import lab.obscura.engine.progress.ProgressListener;
import lab.obscura.engine.progress.RunEvent;

/** Shows how far a run is: a bar that moves on a terminal, a plain line now and then anywhere else. */
final class ProgressBar implements ProgressListener {

    private static final int WIDTH = 30;
    private static final Duration PLAIN_INTERVAL = Duration.ofSeconds(5);

    private final PrintStream out;
    private final boolean terminal;
    private final Clock clock;
    private Instant nextLine = Instant.MIN;
    private String stage = "";
    private String shown = "";

    ProgressBar(PrintStream out, boolean terminal, Clock clock) {
        this.out = out;
        this.terminal = terminal;
        this.clock = clock;
    }

    @Override
    public synchronized void heard(RunEvent event) {
        if (event instanceof RunEvent.Progress progress) {
            show(progress);
        } else if (event instanceof RunEvent.Log log) {
            clear();
            out.println(log.line());
            out.print(shown);
            out.flush();
        }
    }

    private void show(RunEvent.Progress progress) {
        String text = String.format(Locale.ROOT, "%3.0f %% %s", 100 * progress.fraction(), progress.stage());
        if (terminal) {
            int done = (int) Math.round(WIDTH * Math.min(1, Math.max(0, progress.fraction())));
            clear();
            shown = "[" + "#".repeat(done) + "-".repeat(WIDTH - done) + "] " + text;
            out.print(shown);
            out.flush();
            return;
        }
        Instant now = clock.instant();
        if (!progress.stage().equals(stage) || !now.isBefore(nextLine)) {
            stage = progress.stage();
            nextLine = now.plus(PLAIN_INTERVAL);
            out.println(text);
        }
    }

    /** Ends the bar's line. */
    synchronized void close() {
        if (!shown.isEmpty()) {
            out.println();
            shown = "";
        }
    }

    private void clear() {
        if (!shown.isEmpty()) {
            out.print("\r" + " ".repeat(shown.length()) + "\r");
        }
    }
}
