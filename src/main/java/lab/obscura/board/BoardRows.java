package lab.obscura.board;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import lab.obscura.queue.RunId;
import lab.obscura.result.Links;
import lab.obscura.result.StoredDefinition;

/** Makes one row of all runs with the same definition, and ranks the rows. */
final class BoardRows {

    private BoardRows() {}

    /** The rows, the most private first; those that are not ranked come last. */
    static List<BoardView.Row> of(List<BoardRun> runs) {
        Map<String, List<BoardRun>> byDefinition = runs.stream()
                .collect(Collectors.groupingBy(BoardRun::rowHash, LinkedHashMap::new, Collectors.toList()));
        List<BoardView.Row> rows = new ArrayList<>(
                byDefinition.values().stream().map(BoardRows::row).toList());
        rows.sort(Comparator.comparingDouble((BoardView.Row row) ->
                        row.mse() == null ? Double.NEGATIVE_INFINITY : row.mse().mean())
                .reversed());
        return rows;
    }

    private static BoardView.Row row(List<BoardRun> runs) {
        BoardRun latest = runs.get(0);
        Map<String, Object> definition = StoredDefinition.read(latest.definition());
        return new BoardView.Row(
                null,
                "",
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
                cell(runs, run -> run.metric("accuracy")).orElse(null),
                latest.metric("edgeParameters").orElse(null),
                cell(runs, run -> run.attacked("mse")).orElse(null),
                cell(runs, run -> run.attacked("psnr")).orElse(null),
                cell(runs, run -> run.attacked("ssim")).orElse(null),
                Links.thumbnail(new RunId(latest.run())));
    }

    private static List<String> parts(Map<String, Object> definition) {
        return ((List<?>) definition.getOrDefault("defense", List.of()))
                .stream()
                        .map(part -> String.valueOf(((Map<?, ?>) part).get("part")))
                        .toList();
    }

    private static Optional<BoardView.Cell> cell(List<BoardRun> runs, Function<BoardRun, Optional<Double>> metric) {
        List<Double> values =
                runs.stream().map(metric).flatMap(Optional::stream).toList();
        if (values.isEmpty()) {
            return Optional.empty();
        }
        double mean = values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
        return Optional.of(new BoardView.Cell(mean, null, values.size()));
    }
}
