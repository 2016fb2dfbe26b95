package lab.obscura.board;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;
import lab.obscura.engine.stats.Ranks;
import lab.obscura.engine.stats.Sample;
import lab.obscura.queue.RunId;
import lab.obscura.result.Links;
import lab.obscura.result.StoredDefinition;

/** Makes one row of all runs with the same definition, and ranks the rows by the mean squared error of the attack. */
final class BoardRows {

    private static final Comparator<BoardView.Row> BEST_FIRST = Comparator.comparing(
                    BoardView.Row::rank, Comparator.nullsLast(Comparator.<Integer>naturalOrder()))
            .thenComparing(BoardRows::error, Comparator.reverseOrder())
            .thenComparing(BoardView.Row::name);

    private BoardRows() {}

    /** The rows, the most private first; those that are not ranked come last. */
    static List<BoardView.Row> of(List<BoardRun> runs) {
        List<List<BoardRun>> definitions = byDefinition(runs);
        String images = mostCommonImages(definitions);
        Map<List<BoardRun>, Integer> ranks = ranks(definitions, images);
        return definitions.stream()
                .map(definition -> row(definition, ranks.get(definition), whyNotRanked(definition, images)))
                .sorted(BEST_FIRST)
                .toList();
    }

    /** The runs of each definition, the latest first. */
    private static List<List<BoardRun>> byDefinition(List<BoardRun> runs) {
        return new ArrayList<>(runs.stream()
                .sorted(Comparator.comparing(BoardRun::finishedAt).reversed())
                .collect(Collectors.groupingBy(BoardRun::rowHash, LinkedHashMap::new, Collectors.toList()))
                .values());
    }

    /** A higher reconstruction error is better privacy. Only rows that may be ranked take part. */
    private static Map<List<BoardRun>, Integer> ranks(List<List<BoardRun>> definitions, String images) {
        List<List<BoardRun>> candidates = definitions.stream()
                .filter(definition -> whyNotRanked(definition, images).isEmpty())
                .toList();
        List<OptionalInt> ranks = Ranks.of(
                candidates.stream()
                        .map(definition -> new Sample(values(definition, run -> run.attacked("mse"))))
                        .toList(),
                Ranks.Best.HIGHEST);
        Map<List<BoardRun>, Integer> byDefinition = new IdentityHashMap<>();
        for (int i = 0; i < candidates.size(); i++) {
            byDefinition.put(candidates.get(i), ranks.get(i).orElseThrow());
        }
        return byDefinition;
    }

    private static String whyNotRanked(List<BoardRun> definition, String images) {
        BoardRun latest = definition.get(0);
        if (latest.attacked("mse").isEmpty()) {
            return "not attacked";
        }
        if (definition.stream().anyMatch(BoardRun::attackFailed)) {
            return "attack failed: no better than a constant guess, so its error says nothing about privacy";
        }
        if (!latest.images().equals(images)) {
            return "other images than most rows: data, limits or image size differ";
        }
        return definition.size() < 2 ? "one seed has no interval: run it with more seeds" : "";
    }

    private static String mostCommonImages(List<List<BoardRun>> definitions) {
        return definitions.stream()
                .map(definition -> definition.get(0))
                .filter(latest -> latest.attacked("mse").isPresent())
                .collect(Collectors.groupingBy(BoardRun::images, LinkedHashMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse("");
    }

    private static BoardView.Row row(List<BoardRun> runs, Integer rank, String unranked) {
        BoardRun latest = runs.get(0);
        Map<String, Object> definition = StoredDefinition.read(latest.definition());
        return new BoardView.Row(
                rank,
                unranked,
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
                cell(values(runs, run -> run.metric("accuracy"))).orElse(null),
                latest.metric("edgeParameters").orElse(null),
                cell(values(runs, run -> run.attacked("mse"))).orElse(null),
                cell(values(runs, run -> run.attacked("psnr"))).orElse(null),
                cell(values(runs, run -> run.attacked("ssim"))).orElse(null),
                Links.thumbnail(new RunId(latest.run())),
                runs.stream().flatMap(run -> run.warnings().stream()).distinct().toList());
    }

    private static List<String> parts(Map<String, Object> definition) {
        return ((List<?>) definition.getOrDefault("defense", List.of()))
                .stream()
                        .map(part -> String.valueOf(((Map<?, ?>) part).get("part")))
                        .toList();
    }

    private static List<Double> values(List<BoardRun> runs, Function<BoardRun, Optional<Double>> metric) {
        return runs.stream().map(metric).flatMap(Optional::stream).toList();
    }

    private static Optional<BoardView.Cell> cell(List<Double> values) {
        if (values.isEmpty()) {
            return Optional.empty();
        }
        var sample = new Sample(values);
        Double interval = sample.confidence95()
                .map(range -> (range.high() - range.low()) / 2)
                .orElse(null);
        return Optional.of(new BoardView.Cell(sample.mean(), interval, sample.n()));
    }

    private static double error(BoardView.Row row) {
        return row.mse() == null ? Double.NEGATIVE_INFINITY : row.mse().mean();
    }
}
