package lab.obscura.board;

import java.util.Optional;
import lab.obscura.board.evidence.SeedRow;
import lab.obscura.engine.stats.Sample;
import lab.obscura.engine.stats.SeedValues;

/** Which rows are shown. Ranks are those of the whole board: nobody gets a better one by leaving others out. */
record BoardFilter(BoardRequest request) {

    boolean shows(SeedRow row) {
        return hasPart(row) && hasTag(row) && isOfSubmitter(row) && isAccurate(row);
    }

    private boolean hasPart(SeedRow row) {
        String part = BoardRequest.text(request.defense());
        return part.isEmpty()
                || (part.equals(BoardRequest.UNDEFENDED)
                        ? row.parts().isEmpty()
                        : row.parts().contains(part));
    }

    private boolean hasTag(SeedRow row) {
        String tag = BoardRequest.text(request.tag());
        return tag.isEmpty() || row.runs().stream().anyMatch(run -> run.tags().contains(tag));
    }

    private boolean isOfSubmitter(SeedRow row) {
        String submitter = BoardRequest.text(request.submitter());
        return submitter.isEmpty()
                || row.runs().stream().anyMatch(run -> run.submitter().equals(submitter));
    }

    private boolean isAccurate(SeedRow row) {
        double least = Optional.ofNullable(request.minAccuracy()).orElse(0.0);
        double mean = row.accuracy().map(SeedValues::sample).map(Sample::mean).orElse(0.0);
        return mean >= least;
    }
}
