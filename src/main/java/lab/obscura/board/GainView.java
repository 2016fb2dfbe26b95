package lab.obscura.board;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import lab.obscura.result.summary.Spread;

/** What a row gains over its twin, as it is answered. */
@Schema(
        name = "BoardGain",
        description =
                "What a row gains over its twin, the same definition without a conditional entropy part, seed by seed")
record GainView(
        @Schema(description = "Row hash of the twin") String twin,
        @Schema(example = "Noise alone") String twinName,

        @Schema(description = "Id of the part that the twin lacks", example = "conditional-entropy")
        String part,

        @Schema(description = "Seeds that both have", example = "[1, 2, 3]")
        List<Long> seeds,

        @Schema(
                description = "Relative gain of the attacker's error at each of these seeds",
                example = "[0.41, 0.38, 0.44]")
        List<Double> bySeed,

        @Schema(description = "Relative gain of the attacker's error: 0.4 is 40 % more; n is the number of pairs")
        Spread error,

        @Schema(description = "Gain of accuracy as a share of images: -0.01 is one point less")
        Spread accuracy) {}
