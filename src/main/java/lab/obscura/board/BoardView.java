package lab.obscura.board;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import lab.obscura.board.evidence.MeasuredBy;
import lab.obscura.board.evidence.NotRanked;
import lab.obscura.result.AttackAdequacy;
import lab.obscura.result.MetricColumns;
import lab.obscura.result.RunStanding;
import lab.obscura.result.summary.Spread;

/** A leaderboard as it is answered. */
@Schema(
        name = "Board",
        description =
                "Definitions on one data set, backbone and cut layer under one attacker, each averaged over its seeds")
record BoardView(
        @Schema(example = "shapes") String dataset,

        @Schema(description = "Drawn by a program, not photographed")
        boolean synthetic,

        @Schema(
                nullable = true,
                description =
                        "What stands here: worst-case, or the slug of one attack; null when nothing was attacked yet",
                example = "worst-case")
        String attack,

        @Schema(
                nullable = true,
                description = "How much of the network the attacker of the worst case has; null for one attack",
                example = "white-box")
        String threatModel,

        @Schema(nullable = true, description = "Which images were attacked", example = "train")
        String knowledge,

        @Schema(description = "What ?attack= may be, most common first")
        List<AttackChoice> attacks,

        @Schema(description = "The attackers of worst cases, that of most definitions first")
        List<AttackerChoice> attackers,

        @Schema(nullable = true, description = "The backbone of all rows; null on an empty board", example = "cnn-4")
        String backbone,

        @Schema(nullable = true, description = "The cut layer of all rows; null on an empty board", example = "2")
        Integer cutLayer,

        @Schema(description = "What ?backbone= may be") List<String> backbones,

        @Schema(description = "What ?cutLayer= may be with this backbone")
        List<Integer> cutLayers,

        @Schema(description = "What ?defense= may be: the parts of all rows")
        List<String> parts,

        @Schema(description = "What ?tag= may be") List<String> tags,
        @Schema(description = "What ?submitter= may be") List<String> submitters,

        @Schema(
                nullable = true,
                description = "Accuracy of guessing the class; null where the data set is not known now",
                example = "0.1")
        Double chance,

        @Schema(
                description =
                        "Metric of the catalog → what guessing the same picture for every target scores on the images of most rows",
                example = "{\"mse\": 0.063}")
        Map<String, Double> constantGuess,

        @Schema(
                description = "Families of strengths are read at the undefended accuracy less so many points",
                example = "2")
        double offset,

        @Schema(nullable = true, description = "Row hash of the undefended network that accuracies are matched with")
        String undefended,

        @Schema(description = "Row hashes of the front: no row beats one of them in accuracy and error")
        List<String> front,

        @Schema(nullable = true, description = "Null where chance or the constant guess is unknown")
        Hypervolume hypervolume,

        @Schema(description = "Defenses of which several strengths ran, best first: a list of their own")
        List<FamilyView> families,

        @Schema(description = "Best first, or as asked for; rows that are not ranked come last")
        List<Row> rows) {

    @Schema(
            name = "BoardHypervolume",
            description =
                    "The share of (1 − chance) · constant guess that the rows cover, with the middle 95 % of bootstrap draws")
    record Hypervolume(
            @Schema(example = "0.42") double share,

            @Schema(nullable = true, description = "Null where the rows share fewer than five seeds")
            Double low,

            @Schema(nullable = true) Double high,

            @Schema(
                    description =
                            "Between which errors the front lies in the middle 95 % of the draws, the accuracy rising; empty without a band")
            List<FrontBand> band) {}

    @Schema(name = "BoardFrontBand", description = "The front at one accuracy, over bootstrap draws of the seeds")
    record FrontBand(
            @Schema(example = "0.85") double accuracy,

            @Schema(description = "Mean squared error; 0 where too few draws reach this accuracy", example = "0.02")
            double low,

            @Schema(example = "0.03") double high) {}

    @Schema(name = "BoardAttacker")
    record AttackerChoice(
            @Schema(example = "white-box") String threatModel,
            @Schema(example = "train") String knowledge,

            @Schema(description = "Definitions that such an attacker attacked", example = "3")
            int rows) {}

    @Schema(name = "BoardAttack")
    record AttackChoice(
            @Schema(example = "decoder-res-n8c64-train") String slug,
            @Schema(example = "decoder") String attack,
            @Schema(example = "train") String knowledge,

            @Schema(description = "Definitions with a result under it", example = "3")
            int rows) {}

    @Schema(name = "BoardRow", description = "One definition without its seed")
    record Row(
            @Schema(
                    nullable = true,
                    description = "Null where not ranked; equal where no test tells rows apart",
                    example = "1")
            Integer rank,

            @Schema(description = "Why it has no rank; empty when it has one")
            String unranked,

            @Schema(description = "All reasons why it has no rank, the worst first; empty when it has one")
            List<NotRanked> notRanked,

            String rowHash,

            @Schema(description = "The latest experiment with this definition")
            UUID experiment,

            @Schema(example = "CEM on noise") String name,
            @Schema(example = "cnn-4") String backbone,
            @Schema(example = "2") int cutLayer,

            @Schema(description = "Ids of its parts; empty is undefended", example = "[\"gaussian-noise\"]")
            List<String> parts,

            @Schema(
                    description = "Its parts with their settings; the experiment has the whole definition",
                    example = "[{\"part\": \"gaussian-noise\", \"standardDeviation\": 0.05}]")
            List<Map<String, Object>> defense,

            @Schema(description = "Runs that succeeded", example = "3")
            int n,

            List<Long> seeds,

            @Schema(description = "The runs behind the numbers, latest first")
            List<UUID> runs,

            @Schema(nullable = true) Spread accuracy,
            @Schema(nullable = true) Double edgeParameters,

            @Schema(
                    description = "Metric of the catalog → its spread under this attack; empty when it did not run."
                            + " Each also stands under its id beside the other fields, null where it is missing")
            Map<String, Spread> metrics,

            @Schema(
                    description = "A strip of originals above what was rebuilt",
                    example = "/api/v1/runs/0f9c…/thumbnail.png")
            String thumbnail,

            @Schema(description = "Why the numbers of its runs may not mean what they seem to")
            List<String> warnings,

            @Schema(description = "Whether what the board shows was strong enough: that of the seed judged worst")
            AttackAdequacy adequacy,

            @Schema(description = "Whether the errors of its runs may be ranked: that of the seed judged worst")
            RunStanding standing,

            @Schema(nullable = true, description = "The family that it is a strength of; null for a single strength")
            String family,

            @Schema(
                    nullable = true,
                    description = "Over the same without conditional entropy; null without such a twin")
            GainView gain,

            @Schema(
                    description =
                            "Share of bootstrap draws in which it stands in each place; empty where the ranked rows share fewer than five seeds")
            List<Double> stability,

            @Schema(description = "What else to know: measured by another build, attacked by other attacks")
            List<String> flags,

            @Schema(description = "Slugs of the attacks behind its numbers")
            List<String> attacks,

            MeasuredBy measuredBy,
            List<String> submitters,

            @Schema(description = "Of its runs and experiments")
            List<String> tags) {

        @JsonAnyGetter
        @Schema(hidden = true)
        Map<String, Spread> flat() {
            return MetricColumns.flat(metrics);
        }
    }
}
