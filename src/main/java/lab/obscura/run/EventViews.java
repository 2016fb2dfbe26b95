package lab.obscura.run;

import io.swagger.v3.oas.annotations.media.Schema;

/** What stands in {@code data:} of the server-sent events, by their {@code event:}. */
final class EventViews {

    private EventViews() {}

    @Schema(name = "StateEvent", description = "event: state")
    record State(
            @Schema(
                    example = "RUNNING",
                    allowableValues = {"QUEUED", "RUNNING", "CANCELLING", "SUCCEEDED", "FAILED", "CANCELLED"})
            String state,

            String reason,
            @Schema(example = "1") int attempt) {}

    @Schema(name = "ProgressEvent", description = "event: progress")
    record Progress(
            @Schema(example = "training") String stage,

            @Schema(
                    description = "How far the stage is, in words; empty where nothing is counted",
                    example = "epoch 3 of 24")
            String detail,

            @Schema(description = "Share of the whole run", example = "0.4")
            double fraction) {}

    @Schema(name = "PointEvent", description = "event: point")
    record Point(
            @Schema(example = "training.loss") String series,
            @Schema(example = "1.5") double step,
            @Schema(example = "0.73") double value) {}

    @Schema(name = "LogEvent", description = "event: log")
    record Log(@Schema(example = "epoch 3: loss 0.73") String line) {}
}
