package lab.obscura.run.live;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Where a run stands at this moment. */
@Schema(name = "LiveRun", description = "A run while it waits and while it is computed")
record LiveView(
        UUID run,

        @Schema(
                example = "RUNNING",
                allowableValues = {"QUEUED", "RUNNING", "CANCELLING", "SUCCEEDED", "FAILED", "CANCELLED"})
        String state,

        @Schema(example = "attack decoder-res-n8c64-train") String stage,

        @Schema(
                description = "How far the stage is, in words; empty where nothing is counted",
                example = "epoch 3 of 24")
        String detail,

        @Schema(description = "Share of the whole run that is done", example = "0.4")
        double progress,

        @Schema(
                nullable = true,
                description = "Since the latest attempt started, until it ended; null before the first",
                example = "75")
        Double elapsedSeconds,

        @Schema(
                nullable = true,
                description =
                        "What computing the rest takes: by the finished runs of its experiment, else by what it took so far, else by"
                                + " the estimate of the study that queued it; null where nothing is known, and when it is over",
                example = "112")
        Double secondsLeft,

        @Schema(nullable = true, description = "Null unless it is QUEUED")
        Place queue,

        @Schema(
                description =
                        "Of each attack that has shown some, the latest; empty when it has succeeded: the gallery has them then")
        List<Picture> pictures) {

    @Schema(
            name = "QueuePlace",
            description = "Where a run waits. Submitters take turns, so runs that come later may move it")
    record Place(
            @Schema(description = "1 starts next", example = "3")
            long position,

            @Schema(description = "How many runs wait in all", example = "12")
            long waiting) {}

    @Schema(name = "InterimPicture", description = "What an attack makes of the gallery's images while it learns")
    record Picture(
            @Schema(description = "Slug", example = "decoder-res-n8c64-train")
            String attack,

            @Schema(description = "When", example = "epoch 3 of 24")
            String detail,

            Instant at,

            @Schema(
                    description = "PNG: the originals, and below each what the attack makes of it",
                    example = "/api/v1/runs/0f9c…/live/decoder-res-n8c64-train.png?at=1764428400000")
            String picture) {}
}
