package lab.obscura.board;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.obscura.account.Sight;
import lab.obscura.board.evidence.BoardRun;
import lab.obscura.board.evidence.Evidence;
import lab.obscura.board.evidence.Family;
import lab.obscura.board.evidence.FamilyTitles;
import lab.obscura.board.evidence.SeedRow;
import org.springframework.stereotype.Component;

/** Finds out whether runs that just succeeded changed who leads a board: it is put together with them and without them. */
@Component
public final class Bests {

    private final Boards boards;

    Bests(Boards boards) {
        this.boards = boards;
    }

    /**
     * Somebody new leads one of the two lists of a board, as the board opens.
     *
     * @param title of the defense, for people
     * @param families whether it leads the families; else the rows of a single strength
     * @param standsFor two with the same one are one: the leader and the runs that it leads with
     */
    public record NewBest(String title, boolean families, UUID standsFor) {}

    /** At most one for each list. A network without a defense leads nothing, and neither does what not everybody may see: everybody is told. */
    public List<NewBest> with(Set<UUID> newRuns, String dataset, String backbone, int cutLayer) {
        Boards.BeforeAndAfter board = Sight.asEverybody(
                () -> boards.beforeAndAfter(dataset, new BoardQueries.Network(backbone, cutLayer), newRuns));
        return Stream.of(rows(board), families(board)).flatMap(Optional::stream).toList();
    }

    private static Optional<NewBest> rows(Boards.BeforeAndAfter board) {
        Optional<String> before =
                board.before().bestRow().map(row -> row.latest().rowHash());
        return board.after()
                .bestRow()
                .filter(row -> !before.equals(Optional.of(row.latest().rowHash())))
                .filter(row -> !row.parts().isEmpty())
                .map(row -> new NewBest(row.latest().name(), false, standsFor("row", Stream.of(row))));
    }

    private static Optional<NewBest> families(Boards.BeforeAndAfter board) {
        Evidence after = board.after();
        Optional<String> before = board.before().bestFamily().map(Bests::name);
        return after.bestFamily()
                .filter(family -> !before.equals(Optional.of(name(family))))
                .map(family -> new NewBest(
                        new FamilyTitles(after.families()).of(family),
                        true,
                        standsFor("family", family.strengths().stream().map(Family.Strength::row))));
    }

    /** A strength more, perhaps the smallest, does not make a family another one. */
    private static String name(Family family) {
        return family.setting() + " " + family.parts();
    }

    private static UUID standsFor(String kind, Stream<SeedRow> rows) {
        String runs = rows.flatMap(row -> row.runs().stream())
                .map(BoardRun::run)
                .sorted()
                .map(UUID::toString)
                .collect(Collectors.joining(" ", kind + " ", ""));
        return UUID.nameUUIDFromBytes(runs.getBytes(StandardCharsets.UTF_8));
    }
}
