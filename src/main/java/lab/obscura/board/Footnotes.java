package lab.obscura.board;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lab.obscura.engine.run.folder.Judgment;

/** Numbered notes under an exported board: why a row has no rank, or whose error its rank counts. Equal notes share a number. */
record Footnotes(List<String> notes) {

    static Footnotes of(BoardView board) {
        return new Footnotes(board.rows().stream()
                .map(Footnotes::note)
                .filter(note -> !note.isEmpty())
                .distinct()
                .toList());
    }

    private static String note(BoardView.Row row) {
        if (row.rank() == null) {
            return row.unranked();
        }
        return row.standing().is(Judgment.Standing.AT_GUESS) ? row.standing().reason() : "";
    }

    /** The mark behind a row's name; empty where there is nothing to say. */
    String mark(BoardView.Row row, IntFunction<String> raised) {
        int place = notes.indexOf(note(row));
        return place < 0 ? "" : raised.apply(place + 1);
    }

    /** All of them, one line each. */
    String text(IntFunction<String> line) {
        return IntStream.range(0, notes.size()).mapToObj(line).collect(Collectors.joining());
    }
}
