package lab.obscura.study;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A page of studies, the newest first. */
@Schema(name = "StudyPage")
record StudiesView(
        List<Row> studies,

        @Schema(nullable = true, description = "Parameter after of the next page; null on the last")
        String next) {

    @Schema(name = "StudySummary", description = "A study in the list")
    record Row(
            UUID id,
            @Schema(example = "CEM against noise") String name,
            @Schema(example = "ada") String submitter,

            @Schema(nullable = true, description = "The project that it belongs to; null for none", example = "vision")
            String project,

            @Schema(
                    description = "public: whoever may read; project: its members and admins alone",
                    example = "public",
                    allowableValues = {"public", "project"})
            String visibility,

            Instant createdAt,

            @Schema(description = "How many experiments", example = "18")
            int cells,

            StudyProgress progress) {}
}
