package lab.obscura.board;

import java.util.List;
import java.util.Map;
import lab.obscura.board.evidence.BoardRun;
import lab.obscura.board.evidence.MeasuredBy;
import lab.obscura.result.AttackAdequacy;
import lab.obscura.result.RunStanding;

/**
 * What a run left, as a board asks for it. It was written with the run's end and never changes.
 *
 * @param belongs whether the run was attacked as asked, or not at all
 * @param images see {@link BoardRun}, as of the following
 */
record RunFacts(
        boolean belongs,
        String images,
        Map<String, Double> metrics,
        Map<String, Double> attacked,
        List<String> attacks,
        List<String> warnings,
        AttackAdequacy adequacy,
        RunStanding standing,
        MeasuredBy measuredBy) {

    /** One attack by its slug, or the worst case: the best of an attacker's attacks. */
    record Asked(boolean isWorstCase, String slug, String threatModel, String knowledge) {

        static Asked attack(String slug) {
            return new Asked(false, slug, "", "");
        }

        static Asked attacker(String threatModel, String knowledge) {
            return new Asked(true, "", threatModel, knowledge);
        }
    }

    BoardRun at(BoardQueries.Place place, BoardQueries.Network network) {
        return new BoardRun(
                place.rowHash(),
                place.experiment(),
                place.run(),
                place.name(),
                network.backbone(),
                network.cutLayer(),
                place.seed(),
                place.finishedAt(),
                images,
                metrics,
                attacked,
                attacks,
                warnings,
                adequacy,
                standing,
                place.submitter(),
                place.tags(),
                measuredBy);
    }
}
