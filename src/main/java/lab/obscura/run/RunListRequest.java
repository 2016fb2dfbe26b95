package lab.obscura.run;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import lab.obscura.engine.settings.Nearest;
import lab.obscura.platform.web.Problem;
import lab.obscura.queue.RunCondition;
import lab.obscura.queue.RunFilter;
import lab.obscura.queue.RunState;
import lab.obscura.run.query.RunQuery;

/** The query parameters of the list of runs; any may be missing. */
record RunListRequest(
        @Parameter(
                description =
                        "What to find, as in state:failed part:conditional-entropy mse>0.03 -tag:old \"free text\"; docs/api.md"
                                + " has all fields. Archived runs are left out, unless it says archived:yes or archived:any",
                example = "state:succeeded")
        String q,

        @Parameter(
                schema =
                        @Schema(
                                allowableValues = {"QUEUED", "RUNNING", "CANCELLING", "SUCCEEDED", "FAILED", "CANCELLED"
                                }))
        String state,

        @Parameter(description = "Id of a data set") String dataset,
        @Parameter(description = "Id of a defense part") String part,
        @Parameter(description = "Id of an attack") String attack,
        String submitter,

        @Parameter(description = "A tag of the run or of its experiment")
        String tag,

        @Parameter(description = "At most this many, from 1 to 200; 50 when missing", example = "50")
        Integer limit,

        @Parameter(description = "next of the page before") String after) {

    private static final int USUAL_LIMIT = 50;
    private static final int HIGHEST_LIMIT = 200;

    int checkedLimit() {
        int wanted = Optional.ofNullable(limit).orElse(USUAL_LIMIT);
        if (wanted < 1 || wanted > HIGHEST_LIMIT) {
            throw Problem.field(
                    "limit", "between 1 and " + HIGHEST_LIMIT, "" + wanted, "Use next to get further pages");
        }
        return wanted;
    }

    /** Position of the last run that was seen. */
    long before() {
        if (text(after).isEmpty()) {
            return Long.MAX_VALUE;
        }
        try {
            return Long.parseLong(after);
        } catch (NumberFormatException e) {
            throw Problem.field("after", "the next of the page before", after, "Leave it out for the first page");
        }
    }

    RunCondition condition() {
        return RunQuery.condition("q", text(q));
    }

    RunFilter filter() {
        return new RunFilter(checkedState(), text(dataset), text(part), text(attack), text(submitter), text(tag));
    }

    private String checkedState() {
        List<String> known = Arrays.stream(RunState.values()).map(Enum::name).toList();
        if (text(state).isEmpty() || known.contains(state)) {
            return text(state);
        }
        String hint = Nearest.to(state, known)
                .map(word -> "Did you mean " + word + "?")
                .orElse("");
        throw Problem.field("state", "one of " + String.join(", ", known), state, hint);
    }

    private static String text(String parameter) {
        return Optional.ofNullable(parameter).map(String::strip).orElse("");
    }
}
