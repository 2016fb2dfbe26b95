package lab.obscura.board;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import lab.obscura.result.AttackAdequacy;
import lab.obscura.result.MetricColumns;
import lab.obscura.result.RunStanding;
import lab.obscura.result.summary.Spread;

/** A leaderboard as it is answered. */
@Schema(name = "Board", description = "Definitions on one data set under one attack, each averaged over its seeds")
record BoardView(
        @Schema(example = "shapes") String dataset,

        @Schema(description = "Drawn by a program, not photographed")
        boolean synthetic,

        @Schema(
                nullable = true,
                description = "Slug of the attack whose numbers stand here; null when nothing was attacked yet",
                example = "decoder-res-n8c64-train")
        String attack,

        @Schema(nullable = true, description = "Which images were attacked", example = "train")
        String knowledge,

        @Schema(description = "What ?attack= may be, most common first")
        List<AttackChoice> attacks,

        @Schema(description = "What ?backbone= may be") List<String> backbones,
        @Schema(description = "What ?cutLayer= may be") List<Integer> cutLayers,

        @Schema(
                description =
                        "Metric of the catalog → what guessing the same picture for every target scores on the images of most rows",
                example = "{\"mse\": 0.063}")
        Map<String, Double> constantGuess,

        @Schema(description = "Best first; rows that are not ranked come last")
        List<Row> rows) {

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

            String rowHash,

            @Schema(description = "The latest experiment with this definition")
            UUID experiment,

            @Schema(example = "CEM on noise") String name,
            @Schema(example = "cnn-4") String backbone,
            @Schema(example = "2") int cutLayer,

            @Schema(description = "Ids of its parts; empty is undefended", example = "[\"gaussian-noise\"]")
            List<String> parts,

            @Schema(ref = "#/components/schemas/Definition") Map<String, Object> definition,

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

            @Schema(description = "Whether the board's attack was strong enough: that of the seed judged worst")
            AttackAdequacy adequacy,

            @Schema(description = "Whether the errors of its runs may be ranked: that of the seed judged worst")
            RunStanding standing) {

        @JsonAnyGetter
        @Schema(hidden = true)
        Map<String, Spread> flat() {
            return MetricColumns.flat(metrics);
        }
    }
}
