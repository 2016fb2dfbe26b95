package lab.obscura.queue.workers;

import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import lab.obscura.engine.estimate.Shortfall;

/** Why none of the workers may take a run, in words: too small, without its data, or with too little time. */
final class Obstacle {

    private static final int MOST_NAMED = 3;
    private static final double MINUTE = 60;
    private static final double HOUR = 3600;

    private Obstacle() {}

    /** Empty when one of them may, and when there is none. */
    static Optional<String> of(WaitingRun run, Collection<Claimer> workers) {
        Optional<String> size = Shortfall.of(
                        run.needs(), workers.stream().map(Claimer::offers).toList())
                .map(Shortfall::waiting);
        if (size.isPresent() || workers.isEmpty()) {
            return size;
        }
        List<Claimer> large = workers.stream()
                .filter(worker -> run.needs().fitInto(worker.offers()))
                .toList();
        List<Claimer> reading =
                large.stream().filter(worker -> worker.canRead(run.datasets())).toList();
        if (reading.isEmpty()) {
            return Optional.of(data(run, large, large.size() < workers.size()));
        }
        return Optional.of(time(run, reading))
                .filter(words -> reading.stream().noneMatch(worker -> worker.hasTimeFor(run)));
    }

    private static String data(WaitingRun run, List<Claimer> workers, boolean othersAreTooSmall) {
        Set<String> missing = new HashSet<>(run.datasets());
        workers.forEach(worker -> missing.removeAll(datasets(worker)));
        String who = othersAreTooSmall ? "no worker that is large enough " : "no worker ";
        Set<String> tooLarge = new HashSet<>(missing);
        tooLarge.retainAll(tooLarge(workers));
        if (!tooLarge.isEmpty()) {
            return who + "may hold " + named("data set", sorted(tooLarge))
                    + ": larger than obscura.data.fetched-limit of "
                    + listed(workers.stream()
                            .filter(worker ->
                                    !Collections.disjoint(worker.prospect().tooLarge(), tooLarge))
                            .map(Claimer::name)
                            .toList())
                    + "; raise it there, or give a worker the files (obscura.data.directory)";
        }
        return who + "has " + (missing.isEmpty() ? all(run.datasets()) : named("data set", sorted(missing))) + "; "
                + workers.stream()
                        .limit(MOST_NAMED)
                        .map(worker -> worker.name() + " has " + listed(datasets(worker)))
                        .collect(Collectors.joining(", "))
                + more(workers.size());
    }

    private static Set<String> tooLarge(List<Claimer> workers) {
        return workers.stream()
                .flatMap(worker -> worker.prospect().tooLarge().stream())
                .collect(Collectors.toSet());
    }

    private static List<String> datasets(Claimer worker) {
        return worker.prospect().datasets().orElse(List.of());
    }

    private static List<String> sorted(Collection<String> names) {
        return names.stream().sorted().toList();
    }

    private static String all(List<String> names) {
        return "all of " + named("data set", names);
    }

    private static String named(String what, List<String> names) {
        return what + (names.size() == 1 ? " " : "s ") + String.join(" and ", names);
    }

    private static String listed(List<String> names) {
        return names.isEmpty()
                ? "none"
                : names.stream().limit(MOST_NAMED).collect(Collectors.joining(" and ")) + more(names.size());
    }

    private static String more(int all) {
        return all > MOST_NAMED ? " and " + (all - MOST_NAMED) + " more" : "";
    }

    private static String time(WaitingRun run, List<Claimer> workers) {
        double left = most(workers, worker -> worker.prospect().secondsLeft());
        double worthwhile = -most(workers, worker -> -worker.prospect().worthwhile());
        String needs = Double.isInfinite(run.seconds())
                ? "nobody knows how long it takes"
                : "needs about " + words(run.seconds(), Math::ceil);
        String have = ", workers have at most " + words(Math.max(0, left), Math::floor) + " left";
        return run.resumable() && Double.isFinite(worthwhile)
                ? needs + have + ", and begin with less than " + words(worthwhile, Math::ceil)
                        + " nothing that they do not finish (obscura.worker.min-claim)"
                : needs + have + ", and no checkpoint helps";
    }

    private static double most(List<Claimer> workers, ToDoubleFunction<Claimer> value) {
        return workers.stream().mapToDouble(value).max().orElseThrow();
    }

    /** @param rounding so that what is too little never reads like enough */
    private static String words(double seconds, DoubleUnaryOperator rounding) {
        if (seconds < 2 * MINUTE) {
            return (long) rounding.applyAsDouble(seconds) + " s";
        }
        return seconds < 2 * HOUR
                ? (long) rounding.applyAsDouble(seconds / MINUTE) + " min"
                : String.format(Locale.ROOT, "%.1f h", rounding.applyAsDouble(10 * seconds / HOUR) / 10);
    }
}
