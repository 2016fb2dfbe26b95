package lab.obscura.board;

import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Collectors;
import lab.obscura.engine.catalog.Metrics;
import lab.obscura.engine.metric.MetricInfo;
import lab.obscura.engine.stats.Ranks;
import lab.obscura.engine.stats.Sample;
import lab.obscura.engine.stats.SeedValues;
import lab.obscura.queue.RunId;
import lab.obscura.result.AttackAdequacy;
import lab.obscura.result.Links;
import lab.obscura.result.MetricColumns;
import lab.obscura.result.RunStanding;
import lab.obscura.result.StoredDefinition;
import lab.obscura.result.summary.SeedSummary;

/** Makes one row of all runs with the same definition, and ranks the rows by the first metric of the catalog. */
final class BoardRows {

    private static final MetricInfo LEADING = Metrics.leading();
    private static final Comparator<BoardView.Row> BEST_FIRST = Comparator.comparing(
                    BoardView.Row::rank, Comparator.nullsLast(Comparator.<Integer>naturalOrder()))
            .thenComparing(BoardRows::privacy, Comparator.reverseOrder())
            .thenComparing(BoardView.Row::name);

    /** Verdicts and standings, the best first. */
    private static final List<String> SEVERITY = List.of("adequate", "at-guess", "not-judged", "inadequate");

    private final List<Definition> definitions;
    private final String images;

    /** @param runs of each definition and seed one */
    BoardRows(List<BoardRun> runs) {
        this.definitions = byDefinition(runs);
        this.images = mostCommonImages(definitions);
    }

    /**
     * What stands in one row.
     *
     * @param runs the latest first
     * @param attacked their numbers under the board's attack
     */
    private record Definition(List<BoardRun> runs, SeedSummary attacked) {

        static Definition of(List<BoardRun> runs) {
            return new Definition(
                    runs, SeedSummary.of(runs.stream().map(BoardRun::attacked).toList()));
        }

        /** The numbers that count in the ranking. */
        SeedValues ranked() {
            var values = new TreeMap<Long, Double>();
            runs.forEach(run -> Optional.ofNullable(run.ranked().get(LEADING.id()))
                    .ifPresent(value -> values.put(run.seed(), value)));
            return new SeedValues(values);
        }

        BoardRun latest() {
            return runs.get(0);
        }

        boolean isAttacked() {
            return attacked.sample(LEADING.id()).isPresent();
        }
    }

    /** The rows, the most private first; those that are not ranked come last. */
    List<BoardView.Row> rows() {
        Map<Definition, Integer> ranks = ranks();
        return definitions.stream()
                .map(definition -> row(definition, ranks.get(definition)))
                .sorted(BEST_FIRST)
                .toList();
    }

    /** What a constant guess scores on the images of most rows, as the latest run on them says; empty for runs that say nothing. */
    Map<String, Double> constantGuess() {
        Map<String, Double> guesses = new LinkedHashMap<>();
        definitions.stream()
                .flatMap(definition -> definition.runs().stream())
                .filter(run -> run.images().equals(images))
                .max(Comparator.comparing(BoardRun::finishedAt))
                .ifPresent(run -> Metrics.columns()
                        .forEach(metric -> run.attacked(metric.constantGuess())
                                .ifPresent(score -> guesses.put(metric.id(), score))));
        return guesses;
    }

    private static List<Definition> byDefinition(List<BoardRun> runs) {
        return runs.stream()
                .sorted(Comparator.comparing(BoardRun::finishedAt).reversed())
                .collect(Collectors.groupingBy(BoardRun::rowHash, LinkedHashMap::new, Collectors.toList()))
                .values()
                .stream()
                .map(Definition::of)
                .toList();
    }

    /** Only rows that may be ranked take part. */
    private Map<Definition, Integer> ranks() {
        List<Definition> candidates = definitions.stream()
                .filter(definition -> whyNotRanked(definition).isEmpty())
                .toList();
        List<OptionalInt> ranks = Ranks.of(
                candidates.stream().map(Definition::ranked).toList(),
                LEADING.higherIsMorePrivate() ? Ranks.Best.HIGHEST : Ranks.Best.LOWEST);
        Map<Definition, Integer> byDefinition = new IdentityHashMap<>();
        for (int i = 0; i < candidates.size(); i++) {
            byDefinition.put(candidates.get(i), ranks.get(i).orElseThrow());
        }
        return byDefinition;
    }

    private String whyNotRanked(Definition definition) {
        if (!definition.isAttacked()) {
            return "not attacked";
        }
        Optional<String> flaw = definition.runs().stream()
                .map(BoardRun::flaw)
                .filter(text -> !text.isEmpty())
                .findFirst();
        if (flaw.isPresent()) {
            return flaw.get();
        }
        if (!definition.latest().images().equals(images)) {
            return "other images than most rows: data, limits or image size differ";
        }
        int seeds = definition.attacked().sample(LEADING.id()).map(Sample::n).orElse(0);
        return seeds < 2 ? "one seed has no interval: run it with more seeds" : "";
    }

    private static String mostCommonImages(List<Definition> definitions) {
        return definitions.stream()
                .filter(Definition::isAttacked)
                .map(Definition::latest)
                .collect(Collectors.groupingBy(BoardRun::images, LinkedHashMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse("");
    }

    private BoardView.Row row(Definition row, Integer rank) {
        BoardRun latest = row.latest();
        List<BoardRun> runs = row.runs();
        Map<String, Object> definition = StoredDefinition.read(latest.definition());
        SeedSummary network =
                SeedSummary.of(runs.stream().map(BoardRun::metrics).toList());
        return new BoardView.Row(
                rank,
                whyNotRanked(row),
                latest.rowHash(),
                latest.experiment(),
                latest.name(),
                latest.backbone(),
                latest.cutLayer(),
                parts(definition),
                definition,
                runs.size(),
                runs.stream().map(BoardRun::seed).sorted().toList(),
                runs.stream().map(BoardRun::run).toList(),
                network.spread("accuracy").orElse(null),
                latest.metric("edgeParameters").orElse(null),
                MetricColumns.present(row.attacked().spreads()),
                Links.thumbnail(new RunId(latest.run())),
                runs.stream().flatMap(run -> run.warnings().stream()).distinct().toList(),
                worst(runs),
                standing(runs));
    }

    /** That of the seed whose attack was judged worst: one weak attack makes the mean worth nothing. */
    private static AttackAdequacy worst(List<BoardRun> runs) {
        return runs.stream()
                .map(BoardRun::adequacy)
                .max(Comparator.comparingInt(adequacy -> SEVERITY.indexOf(adequacy.verdict())))
                .orElseThrow();
    }

    private static RunStanding standing(List<BoardRun> runs) {
        return runs.stream()
                .map(BoardRun::standing)
                .max(Comparator.comparingInt(standing -> SEVERITY.indexOf(standing.level())))
                .orElseThrow();
    }

    private static List<String> parts(Map<String, Object> definition) {
        return ((List<?>) definition.getOrDefault("defense", List.of()))
                .stream()
                        .map(part -> String.valueOf(((Map<?, ?>) part).get("part")))
                        .toList();
    }

    /** The more private, the higher. */
    private static double privacy(BoardView.Row row) {
        if (!row.metrics().containsKey(LEADING.id())) {
            return Double.NEGATIVE_INFINITY;
        }
        double mean = row.metrics().get(LEADING.id()).mean();
        return LEADING.higherIsMorePrivate() ? mean : -mean;
    }
}
