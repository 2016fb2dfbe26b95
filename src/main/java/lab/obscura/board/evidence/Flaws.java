package lab.obscura.board.evidence;

import static lab.obscura.board.evidence.NotRanked.Reason.AT_CHANCE;
import static lab.obscura.board.evidence.NotRanked.Reason.INADEQUATE;
import static lab.obscura.board.evidence.NotRanked.Reason.NOT_ATTACKED;
import static lab.obscura.board.evidence.NotRanked.Reason.NOT_JUDGED;
import static lab.obscura.board.evidence.NotRanked.Reason.ONE_SEED;
import static lab.obscura.board.evidence.NotRanked.Reason.OTHER_IMAGES;
import static lab.obscura.board.evidence.NotRanked.Reason.OTHER_METRICS;
import static lab.obscura.board.evidence.NotRanked.Reason.OTHER_NUMERICS;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;
import lab.obscura.engine.run.folder.Judgment;
import lab.obscura.engine.stats.Sample;
import lab.obscura.engine.stats.SeedValues;

/** What speaks against a row, whatever the others reach. What most rows have is what a board is about. */
final class Flaws {

    private final OptionalDouble chance;
    private final String images;
    private final String numerics;
    private final String metrics;
    private final String build;
    private final List<String> attacks;
    private final Map<SeedRow, List<NotRanked>> ofRows = new IdentityHashMap<>();

    /** @param chance accuracy of guessing the class, where the data set says how many there are */
    Flaws(List<SeedRow> rows, OptionalDouble chance) {
        List<SeedRow> attacked =
                rows.stream().filter(row -> row.error().isPresent()).toList();
        this.chance = chance;
        this.images = most(attacked, BoardRun::images).orElse("");
        this.numerics =
                most(attacked, run -> run.measuredBy().numericsVersion()).orElse("");
        this.metrics = most(attacked, run -> run.measuredBy().metricVersions()).orElse("");
        this.build = most(rows, run -> run.measuredBy().build()).orElse("");
        this.attacks = most(attacked, BoardRun::attacks).orElse(List.of());
        rows.forEach(row -> ofRows.put(row, speakingAgainst(row)));
    }

    /** Which images most rows attacked; empty on a board without attacks. */
    String images() {
        return images;
    }

    /** What speaks against ranking it, the worst first; empty where nothing does. */
    List<NotRanked> of(SeedRow row) {
        return ofRows.get(row);
    }

    private List<NotRanked> speakingAgainst(SeedRow row) {
        if (row.error().isEmpty()) {
            return List.of(NotRanked.of(NOT_ATTACKED, "not attacked"));
        }
        List<NotRanked> flaws = new ArrayList<>();
        row.runs().stream().flatMap(run -> judged(run).stream()).findFirst().ifPresent(flaws::add);
        if (differs(row, BoardRun::images, images)) {
            flaws.add(NotRanked.of(
                    OTHER_IMAGES, "other images than most rows: data, limits or image size differ. Run it like those"));
        }
        if (differs(row, run -> run.measuredBy().numericsVersion(), numerics)) {
            flaws.add(NotRanked.of(
                    OTHER_NUMERICS,
                    "trained by another numerics version than most rows (" + numerics + "). Run it again"));
        }
        if (differs(row, run -> run.measuredBy().metricVersions(), metrics)) {
            flaws.add(NotRanked.of(
                    OTHER_METRICS,
                    "scored with other versions of the metrics than most rows ("
                            + (metrics.isEmpty() ? "not recorded" : metrics) + "). Run it again"));
        }
        atChance(row).ifPresent(flaws::add);
        if (row.error().orElseThrow().n() < 2) {
            flaws.add(NotRanked.of(ONE_SEED, "one seed has no interval: run it with more seeds"));
        }
        return flaws;
    }

    /** What a reader should know of a row, ranked or not. */
    List<String> flags(SeedRow row) {
        List<String> flags = new ArrayList<>();
        if (differs(row, run -> run.measuredBy().build(), build)) {
            flags.add("measured by another build than most rows");
        }
        if (row.error().isPresent() && differs(row, BoardRun::attacks, attacks)) {
            flags.add("attacked by other attacks than most rows: "
                    + String.join(", ", row.latest().attacks()));
        }
        return flags;
    }

    private Optional<NotRanked> atChance(SeedRow row) {
        Optional<Sample> accuracy = row.accuracy().map(SeedValues::sample);
        if (chance.isEmpty() || accuracy.isEmpty()) {
            return Optional.empty();
        }
        double lowest = accuracy.get()
                .confidence95()
                .map(interval -> interval.low())
                .orElse(accuracy.get().mean());
        return lowest > chance.getAsDouble()
                ? Optional.empty()
                : Optional.of(
                        NotRanked.of(
                                AT_CHANCE,
                                "its accuracy cannot be told from guessing the class: what classifies nothing hides everything"));
    }

    /** Whether its number can be ranked. */
    private static Optional<NotRanked> judged(BoardRun run) {
        if (run.isAtGuess()) {
            return Optional.empty();
        }
        if (run.standing().is(Judgment.Standing.NOT_JUDGED)) {
            return Optional.of(NotRanked.of(
                    NOT_JUDGED,
                    "not judged: run by a version that did not ask whether the attacker is adequate. Run it again"));
        }
        String sentence = run.adequacy().reasons().isEmpty()
                ? run.standing().reason()
                : "attacker inadequate: " + String.join("; ", run.adequacy().reasons());
        return sentence.isEmpty() ? Optional.empty() : Optional.of(NotRanked.of(INADEQUATE, sentence));
    }

    private static boolean differs(SeedRow row, Function<BoardRun, Object> fact, Object usual) {
        return row.runs().stream().anyMatch(run -> !fact.apply(run).equals(usual));
    }

    /** Of the latest run of each row; of equally common ones that of the latest run. */
    private static <T> Optional<T> most(List<SeedRow> rows, Function<BoardRun, T> fact) {
        Map<T, Long> counts = rows.stream()
                .map(SeedRow::latest)
                .sorted(Comparator.comparing(BoardRun::finishedAt))
                .collect(Collectors.groupingBy(fact, LinkedHashMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .reduce((best, next) -> next.getValue() >= best.getValue() ? next : best)
                .map(Map.Entry::getKey);
    }
}
