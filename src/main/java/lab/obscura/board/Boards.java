package lab.obscura.board;

import java.util.List;
import java.util.Optional;
import lab.obscura.dataset.RegisteredDatasets;
import lab.obscura.platform.web.ErrorType;
import lab.obscura.platform.web.Problem;
import org.springframework.stereotype.Component;

/** Puts boards together. */
@Component
final class Boards {

    private static final String LATEST = "latest";

    /** The one data set whose images are drawn by the program. */
    private static final String SYNTHETIC = "shapes";

    private final BoardQueries queries;
    private final RegisteredDatasets datasets;

    Boards(BoardQueries queries, RegisteredDatasets datasets) {
        this.queries = queries;
        this.datasets = datasets;
    }

    BoardsView all() {
        return new BoardsView(queries.boards());
    }

    BoardView board(BoardRequest asked) {
        BoardRequest request = asked.on(dataset(asked.dataset()));
        List<BoardView.AttackChoice> attacks = queries.attacks(request.dataset());
        Optional<BoardView.AttackChoice> attack = chosen(attacks, request.attack());
        String slug =
                attack.map(BoardView.AttackChoice::slug).or(request::attack).orElse("");
        var rows = new BoardRows(queries.runs(request, slug));
        return new BoardView(
                request.dataset(),
                request.dataset().equals(SYNTHETIC),
                slug.isEmpty() ? null : slug,
                attack.map(BoardView.AttackChoice::knowledge).orElse(null),
                attacks,
                queries.backbones(request.dataset()),
                queries.cutLayers(request.dataset()),
                rows.constantGuess(),
                rows.rows());
    }

    BoardExport export(BoardRequest request, String format) {
        return BoardExport.of(board(request), format);
    }

    /** The attack asked for, by slug or by id; the most common one when none was. */
    private static Optional<BoardView.AttackChoice> chosen(
            List<BoardView.AttackChoice> attacks, Optional<String> asked) {
        return attacks.stream()
                .filter(choice -> asked.isEmpty()
                        || choice.slug().equals(asked.get())
                        || choice.attack().equals(asked.get()))
                .findFirst();
    }

    private String dataset(String reference) {
        if (reference.equals(LATEST)) {
            return queries.latestDataset().orElse(SYNTHETIC);
        }
        boolean known = datasets.ids().contains(reference)
                || queries.boards().stream().anyMatch(board -> board.dataset().equals(reference));
        if (!known) {
            throw Problem.unknown(
                    ErrorType.UNKNOWN_DATASET, "No data set is called", reference, "GET /api/v1/datasets lists them");
        }
        return reference;
    }
}
