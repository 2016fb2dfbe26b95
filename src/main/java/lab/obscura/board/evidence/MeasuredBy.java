package lab.obscura.board.evidence;

import io.swagger.v3.oas.annotations.media.Schema;

/** The program that measured a run. */
@Schema(name = "MeasuredBy", description = "The program that measured the latest run of a row")
public record MeasuredBy(
        @Schema(description = "Of how networks are trained; rows of other versions are not ranked", example = "2")
        String numericsVersion,

        @Schema(
                description =
                        "Of the formulas; rows of other versions are not ranked. Empty: by a version that did not say",
                example = "mse 1, psnr 1, ssim 1, ms-ssim 1")
        String metricVersions,

        @Schema(description = "Version, commit and time of the build", example = "0.2.0 (8b1c2d3)")
        String build) {}
