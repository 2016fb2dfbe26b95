package lab.obscura.board;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Comparator;
import java.util.List;
import lab.obscura.board.evidence.NotRanked;
import lab.obscura.result.summary.Spread;

/** Strengths of one defense as one entry of a board, as it is answered. */
@Schema(
        name = "BoardFamily",
        description = "Rows that differ in one numeric setting of one part: one entry, read at matched accuracy")
record FamilyView(
        @Schema(nullable = true, description = "Among families; null where it is not read", example = "1")
        Integer rank,

        @Schema(description = "Why it has no rank; empty when it has one")
        List<NotRanked> notRanked,

        @Schema(description = "The row hash of its smallest value, under which its rows name it")
        String id,

        @Schema(description = "Name of the row with the smallest value", example = "CEM on noise")
        String name,

        @Schema(
                description = "Its parts in words, with the settings in which families of the same parts differ",
                example = "Gaussian noise + Gated-attention CEM (mode uniform)")
        String title,

        @Schema(example = "[\"gaussian-noise\", \"conditional-entropy\"]")
        List<String> parts,

        @Schema(description = "Part and setting that are swept", example = "conditional-entropy.weight")
        String setting,

        @Schema(description = "Its rows, the smallest value first")
        List<StrengthView> strengths,

        @Schema(nullable = true, description = "Its error at the offset of the board; null where it is not read")
        Spread read,

        @Schema(description = "Its error at each offset") List<Matched> matched,

        @Schema(
                description =
                        "Share of bootstrap draws in which it stands in each place; empty where the families share fewer than five seeds")
        List<Double> stability) {

    static final Comparator<FamilyView> BEST_FIRST = Comparator.comparing(
                    FamilyView::rank, Comparator.nullsLast(Comparator.<Integer>naturalOrder()))
            .thenComparing(family -> family.read() == null ? 0 : -family.read().mean())
            .thenComparing(FamilyView::title)
            .thenComparing(FamilyView::name);

    @Schema(name = "BoardStrength", description = "One value of the swept setting")
    record StrengthView(@Schema(example = "16") double value, String rowHash) {}

    @Schema(name = "BoardMatched", description = "The error of a family at the undefended accuracy less some points")
    record Matched(
            @Schema(example = "2") double points,

            @Schema(nullable = true, description = "Null where it is not read, as where a seed does not get there")
            Spread error) {}
}
