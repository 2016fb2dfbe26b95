package lab.obscura.keeping;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.UUID;

/** What a deletion frees, as it is answered. */
@Schema(name = "Deletion", description = "What goes, what it frees, and what stands in the way")
public record DeletionView(
        @Schema(description = "False after a dry run", example = "false")
        boolean deleted,

        @Schema(example = "3") int runs,

        @Schema(description = "Experiments that go with their last run", example = "1")
        int experiments,

        @Schema(description = "Studies that go with their last cell", example = "0")
        int studies,

        @Schema(description = "Rebuilt images and previews; originals belong to the data set", example = "51")
        long pictures,

        @Schema(example = "3") int encoders,

        @Schema(description = "Runs of which files lie on the service's host: checkpoints, attempts", example = "0")
        int checkpoints,

        @Schema(description = "Of all that, with curves, scores and events", example = "812345")
        long bytes,

        @Schema(description = "Runs that may not go: a DELETE then deletes nothing, a bulk deletion leaves them out")
        List<Refused> refused,

        @Schema(description = "Of a study: runs of its cells that stay, because they are not its own alone")
        List<Stays> stays) {

    /** A run that may not go. */
    @Schema(name = "DeletionRefused", description = "A run that may not go")
    public record Refused(
            UUID run,
            @Schema(example = "CEM on noise") String name,
            @Schema(example = "125") long seed,
            @Schema(example = "unpinned") String rule,
            @Schema(example = "pinned") String found,

            @Schema(example = "Unpin it first") String wayOut) {}

    /** Runs of one experiment that stay, and why. */
    @Schema(name = "DeletionStays", description = "Runs of one experiment that stay")
    public record Stays(
            UUID experiment,
            @Schema(example = "CEM on noise") String name,
            @Schema(example = "2") int runs,

            @Schema(example = "the study \"Mini study\" has them too")
            String reason) {}
}
