package lab.obscura.account.project;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.UUID;

/** Who may see an experiment or a study. */
@Schema(name = "Visibility", description = "Who may see an experiment or a study")
record VisibilityView(
        UUID id,

        @Schema(nullable = true, description = "Null when it belongs to none", example = "vision")
        String project,

        @Schema(
                description = "public: whoever may read; project: its members and admins alone",
                example = "public",
                allowableValues = {"public", "project"})
        String visibility) {}
