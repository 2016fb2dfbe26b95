package lab.obscura.account.project;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;

/** A project as its members and admins see it. */
@Schema(name = "Project", description = "A group of people who see what is private to them, and share a quota")
record ProjectView(
        @Schema(example = "vision") String name,

        @Schema(description = "Empty when there is none", example = "Vision group")
        String title,

        @Schema(description = "Names of accounts", example = "[\"ada\"]")
        List<String> members,

        @Schema(description = "How many experiments belong to it", example = "12")
        int experiments,

        Instant createdAt) {

    /** Those that somebody may see. */
    @Schema(name = "Projects", description = "By name; an admin sees all, others see their own")
    record All(List<ProjectView> projects) {}

    static ProjectView of(Project project) {
        return new ProjectView(
                project.name(), project.title(), project.members(), project.experiments(), project.createdAt());
    }
}
