package lab.obscura.board;

import java.util.List;
import java.util.Optional;
import lab.obscura.board.evidence.BoardRun;
import lab.obscura.board.evidence.Evidence;
import lab.obscura.board.evidence.Family;
import lab.obscura.board.evidence.FamilyTitles;
import lab.obscura.board.evidence.FrontOfRows;
import lab.obscura.board.evidence.Gain;
import lab.obscura.board.evidence.NotRanked;
import lab.obscura.board.evidence.Reference;
import lab.obscura.board.evidence.SeedRow;
import lab.obscura.engine.stats.SeedValues;
import lab.obscura.export.SettingWords;
import lab.obscura.queue.RunId;
import lab.obscura.result.Links;
import lab.obscura.result.MetricColumns;
import lab.obscura.result.summary.SeedSummary;
import lab.obscura.result.summary.Spread;

/** The evidence of a board as it is answered. */
record BoardRows(Evidence evidence, BoardRequest request) {

    List<BoardView.Row> rows() {
        var filter = new BoardFilter(request);
        return evidence.rows().stream()
                .filter(filter::shows)
                .map(this::row)
                .sorted(BoardSort.of(request))
                .toList();
    }

    /** Those of which some strength is shown, the best first. */
    List<FamilyView> families() {
        var filter = new BoardFilter(request);
        var titles = new FamilyTitles(evidence.families());
        return evidence.families().stream()
                .filter(family ->
                        family.strengths().stream().map(Family.Strength::row).anyMatch(filter::shows))
                .map(family -> family(family, titles.of(family)))
                .sorted(FamilyView.BEST_FIRST)
                .toList();
    }

    Optional<BoardView.Hypervolume> hypervolume() {
        return evidence.front().map(front -> {
            Optional<FrontOfRows.Bands> bands = front.bands(); // a thousand draws
            return new BoardView.Hypervolume(
                    front.hypervolume(),
                    bands.map(band -> band.hypervolume().low()).orElse(null),
                    bands.map(band -> band.hypervolume().high()).orElse(null),
                    bands.stream()
                            .flatMap(band -> band.front().stream())
                            .map(point -> new BoardView.FrontBand(
                                    point.accuracy(),
                                    point.error().low(),
                                    point.error().high()))
                            .toList());
        });
    }

    /** Hashes of the rows that no other beats in both accuracy and error. */
    List<String> front() {
        return evidence.front().stream()
                .flatMap(front -> front.rows().stream())
                .map(row -> row.latest().rowHash())
                .toList();
    }

    private FamilyView family(Family family, String title) {
        List<NotRanked> reasons = evidence.notRanked(family);
        List<FamilyView.Matched> matched = Reference.OFFSETS.stream()
                .map(points -> new FamilyView.Matched(
                        points,
                        evidence.read(family, points)
                                .map(SeedValues::sample)
                                .map(Spread::of)
                                .orElse(null)))
                .toList();
        return new FamilyView(
                evidence.rank(family).isPresent() ? evidence.rank(family).getAsInt() : null,
                reasons,
                family.id(),
                family.strengths().get(0).row().latest().name(),
                title,
                family.parts(),
                family.setting(),
                family.strengths().stream()
                        .map(strength -> new FamilyView.StrengthView(
                                strength.value(), strength.row().latest().rowHash()))
                        .toList(),
                evidence.read(family, request.points())
                        .map(SeedValues::sample)
                        .map(Spread::of)
                        .orElse(null),
                matched,
                evidence.stability(family));
    }

    private BoardView.Row row(SeedRow row) {
        BoardRun latest = row.latest();
        List<BoardRun> runs = row.runs();
        SeedSummary network =
                SeedSummary.of(runs.stream().map(BoardRun::metrics).toList());
        List<NotRanked> reasons = evidence.notRanked(row);
        return new BoardView.Row(
                evidence.rank(row).isPresent() ? evidence.rank(row).getAsInt() : null,
                reasons.stream().findFirst().map(NotRanked::sentence).orElse(""),
                reasons,
                latest.rowHash(),
                latest.experiment(),
                latest.name(),
                latest.backbone(),
                latest.cutLayer(),
                row.parts(),
                SettingWords.entries(row.definition().get("defense")),
                runs.size(),
                runs.stream().map(BoardRun::seed).sorted().toList(),
                runs.stream().map(BoardRun::run).toList(),
                network.spread("accuracy").orElse(null),
                latest.metric("edgeParameters").orElse(null),
                MetricColumns.present(row.attacked().spreads()),
                Links.thumbnail(new RunId(latest.run())),
                runs.stream().flatMap(run -> run.warnings().stream()).distinct().toList(),
                row.adequacy(),
                row.standing(),
                evidence.family(row).map(Family::id).orElse(null),
                evidence.gain(row).map(this::gain).orElse(null),
                evidence.stability(row),
                evidence.flags(row),
                latest.attacks(),
                latest.measuredBy(),
                runs.stream().map(BoardRun::submitter).distinct().sorted().toList(),
                runs.stream()
                        .flatMap(run -> run.tags().stream())
                        .distinct()
                        .sorted()
                        .toList());
    }

    private GainView gain(Gain gain) {
        return new GainView(
                gain.twin().latest().rowHash(),
                gain.twin().latest().name(),
                gain.part(),
                gain.seeds(),
                gain.error().values(),
                Spread.of(gain.error()),
                Spread.of(gain.accuracy()));
    }
}
