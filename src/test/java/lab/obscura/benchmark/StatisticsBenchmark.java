package lab.obscura.benchmark;

import java.util.Locale;
import lab.obscura.engine.stats.StatisticsSimulation;

/**
 * How often the statistics of boards are right, drawn from distributions whose truth is known; prints the table of
 * {@code docs/statistics.md}: {@code ./mvnw -o -q -Pbenchmark test-compile exec:exec -Dbenchmark=StatisticsBenchmark}.
 */
public final class StatisticsBenchmark {

    private static final int TRIALS = 40_000;
    private static final int BOOTSTRAP_TRIALS = 4_000;

    private StatisticsBenchmark() {}

    public static void main(String[] arguments) {
        var simulation = new StatisticsSimulation(TRIALS, 1);
        var bootstrap = new StatisticsSimulation(BOOTSTRAP_TRIALS, 1);
        System.out.println(
                "| n | interval | paired gain | matched accuracy | 2 alike | 5 alike | better seen | bootstrap |");
        System.out.println("|---|---|---|---|---|---|---|---|");
        for (int n : new int[] {2, 3, 5, 10}) {
            System.out.printf(
                    Locale.ROOT,
                    "| %d | %.1f | %.1f | %.1f | %.1f | %.1f | %.1f | %.1f |%n",
                    n,
                    100 * simulation.intervalCovers(n),
                    100 * simulation.gainCovers(n),
                    100 * simulation.matchedCovers(n),
                    100 * simulation.likeRowsDiffer(2, n),
                    100 * simulation.likeRowsDiffer(5, n),
                    100 * simulation.betterRowIsSeen(3e-3, n),
                    100 * bootstrap.bootstrapErrs(n));
        }
    }
}
