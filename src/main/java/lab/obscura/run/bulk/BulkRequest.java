package lab.obscura.run.bulk;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import lab.obscura.platform.web.Problem;
import lab.obscura.queue.RunId;
import lab.obscura.queue.TagRule;

/** What is done with which runs. */
@Schema(name = "RunBulkRequest", description = "An action, and the runs by their ids or by a query")
record BulkRequest(
        @Schema(
                example = "archive",
                allowableValues = {"cancel", "retry", "tag", "untag", "pin", "unpin", "archive", "unarchive", "delete"})
        String action,

        @Schema(nullable = true, description = "At most 5000 ids; null when a query chooses")
        List<String> runs,

        @Schema(
                nullable = true,
                description = "As q of GET /api/v1/runs: every run that it finds, at most 5000; null when ids choose",
                example = "state:failed")
        String query,

        @Schema(nullable = true, description = "For tag and untag", example = "[\"old\"]")
        List<String> tags) {

    /** Of runs in one request. */
    static final int MOST = 5_000;

    BulkAction checkedAction() {
        return BulkAction.of(Optional.ofNullable(action).orElse(""));
    }

    /** The tags, where the action takes some. */
    List<String> checkedTags() {
        List<String> given = Optional.ofNullable(tags).orElse(List.of());
        boolean wanted = checkedAction().takesTags();
        if (wanted == given.isEmpty()) {
            throw Problem.field(
                    "tags",
                    wanted ? "at least one tag" : "missing: only tag and untag take some",
                    given.isEmpty() ? "" : given.size() + " tags",
                    wanted ? "Name them" : "Leave them out");
        }
        TagRule.check("tags", given);
        return given.stream().distinct().toList();
    }

    boolean isByQuery() {
        if ((runs == null) == (query == null)) {
            throw Problem.field(
                    "runs",
                    "given, or query, and not both",
                    runs == null ? "" : "both",
                    "Send ids in runs, or a query in query; an empty query is every run");
        }
        return runs == null;
    }

    List<RunId> ids() {
        if (runs.size() > MOST) {
            throw Problem.field("runs", "at most 5000 ids", runs.size() + " ids", "Send them in several requests");
        }
        List<RunId> ids = new ArrayList<>();
        for (int i = 0; i < runs.size(); i++) {
            ids.add(id("runs[" + i + "]", Optional.ofNullable(runs.get(i)).orElse("")));
        }
        return ids;
    }

    private static RunId id(String path, String text) {
        try {
            return new RunId(UUID.fromString(text));
        } catch (IllegalArgumentException notAnId) {
            throw Problem.field(path, "the id of a run", text, "GET /api/v1/runs lists them");
        }
    }
}
