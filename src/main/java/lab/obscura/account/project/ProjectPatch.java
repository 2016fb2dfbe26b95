package lab.obscura.account.project;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Optional;

/** What may be changed of a project; a field that is missing stays as it is. */
@Schema(name = "ProjectPatch", description = "A field that is missing stays as it is")
record ProjectPatch(
        @Schema(nullable = true, example = "Vision group") String title,

        @Schema(
                nullable = true,
                description = "The whole list: who is not in it is no member any more",
                example = "[\"ada\", \"ben\"]")
        List<String> members) {

    String checkedTitle(String before) {
        return Optional.ofNullable(title).map(ProjectRequest::checkedTitle).orElse(before);
    }

    List<String> checkedMembers(List<String> before) {
        return Optional.ofNullable(members).map(ProjectRequest::checkedMembers).orElse(before);
    }
}
