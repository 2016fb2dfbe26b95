package lab.obscura.account.people;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;
import lab.obscura.platform.web.Problem;

/** Whose rows an account gets. */
@Schema(name = "ClaimRequest", description = "A submitter from before there were accounts")
record ClaimRequest(
        @Schema(description = "As the list of runs shows it", example = "Ada")
        String submitter) {

    String checked() {
        return Optional.ofNullable(submitter)
                .filter(name -> !name.isBlank())
                .orElseThrow(() -> Problem.field(
                        "submitter", "the name of a submitter", "", "The list of runs shows it beside each"));
    }
}
