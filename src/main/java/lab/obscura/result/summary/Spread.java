package lab.obscura.result.summary;

import io.swagger.v3.oas.annotations.media.Schema;
import lab.obscura.engine.stats.Interval;
import lab.obscura.engine.stats.Sample;

/** One number over the seeds, as it is answered. */
@Schema(name = "Spread", description = "A number over seeds: its mean, and how far it can be trusted")
public record Spread(
        @Schema(example = "0.0312") double mean,

        @Schema(nullable = true, description = "Of the sample (n − 1); null for a single seed", example = "0.0009")
        Double standardDeviation,

        @Schema(
                nullable = true,
                description = "Half width of the 95 % interval (Student's t); null for a single seed",
                example = "0.0011")
        Double interval,

        @Schema(nullable = true, description = "Lower end of that interval", example = "0.0301")
        Double low,

        @Schema(nullable = true, description = "Upper end of that interval", example = "0.0323")
        Double high,

        @Schema(description = "How many seeds", example = "3")
        int n) {

    /** Of numbers over seeds. */
    public static Spread of(Sample sample) {
        Interval range = sample.confidence95().orElse(null);
        if (range == null) {
            return new Spread(sample.mean(), null, null, null, null, sample.n());
        }
        return new Spread(
                sample.mean(),
                sample.standardDeviation().orElseThrow(),
                (range.high() - range.low()) / 2,
                range.low(),
                range.high(),
                sample.n());
    }
}
