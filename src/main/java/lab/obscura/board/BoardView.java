package lab.obscura.board;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import java.util.UUID;

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
                    description = "Null where not ranked; equal where intervals overlap",
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

            @Schema(nullable = true) Cell accuracy,
            @Schema(nullable = true) Double edgeParameters,

            @Schema(nullable = true, description = "Null when this attack did not run")
            Cell mse,

            @Schema(nullable = true) Cell psnr,
            @Schema(nullable = true) Cell ssim,

            @Schema(
                    description = "A strip of originals above what was rebuilt",
                    example = "/api/v1/runs/0f9c…/thumbnail.png")
            String thumbnail,

            @Schema(description = "Why the numbers of its runs may not mean what they seem to")
            List<String> warnings) {}

    @Schema(name = "BoardCell", description = "Mean over seeds")
    record Cell(
            @Schema(example = "0.0312") double mean,

            @Schema(
                    nullable = true,
                    description = "Half width of the 95 % interval (Student's t); null for a single seed",
                    example = "0.0011")
            Double interval,

            @Schema(example = "3") int n) {}
}
