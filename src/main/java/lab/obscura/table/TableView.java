package lab.obscura.table;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import lab.obscura.queue.RunState;
import lab.obscura.queue.usage.Usage;
import lab.obscura.result.summary.Spread;

/** A paper table as it is answered. */
@Schema(name = "PaperTable", description = "What a paper printed beside what was measured, at one scale")
record TableView(
        @Schema(example = "proposal") String id,
        String title,

        @Schema(
                description =
                        "paper: the published setting, values are compared; mini: 32×32 at an eighth of the width,"
                                + " only the order of rows is",
                allowableValues = {"paper", "mini"},
                example = "mini")
        String scale,

        @Schema(description = "What ?scale= may be") List<String> scales,

        @Schema(description = "Where the printed numbers come from", example = "Liu et al. 2025, Table II")
        String source,

        @Schema(description = "To the paper; empty where there is none", example = "https://arxiv.org/abs/2501.00824")
        String link,

        @Schema(description = "Posted, not part of the program: it can be deleted")
        boolean posted,

        @Schema(description = "What to know of the printed numbers")
        List<String> remarks,

        @Schema(example = "[1, 2, 3]") List<Long> seeds,
        Progress progress,

        @Schema(description = "What the runs behind its numbers used")
        Usage used,

        List<ColumnView> columns,
        List<RowView> rows) {

    @Schema(name = "PaperTableProgress", description = "Rows that can be computed here, times seeds")
    record Progress(
            @Schema(example = "30") long runs,
            @Schema(example = "12") long succeeded,

            @Schema(description = "Waiting or computed now", example = "6")
            long moving,

            @Schema(description = "Failed or cancelled; \"missing\" queues them again", example = "1")
            long ended) {

        /**
         * @param asked rows that can be computed here, times seeds
         * @param found the states of the runs that there are
         */
        static Progress of(long asked, List<RunState> found) {
            return new Progress(
                    asked,
                    count(found, RunState.SUCCEEDED),
                    count(found, RunState.QUEUED, RunState.RUNNING, RunState.CANCELLING),
                    count(found, RunState.FAILED, RunState.CANCELLED));
        }

        private static long count(List<RunState> found, RunState... states) {
            return found.stream().filter(List.of(states)::contains).count();
        }
    }

    @Schema(name = "PaperTableColumn")
    record ColumnView(
            @Schema(example = "bb-mse") String id,
            @Schema(example = "MSE, black box") String title,
            @Schema(example = "mse") String metric,

            @Schema(
                    description =
                            "Printed numbers were divided by it; times it, a measured number is in the paper's unit",
                    example = "3")
            double divisor,

            @Schema(description = "By how much a measured number may differ", example = "0.35")
            double tolerance,

            @Schema(description = "Whether the tolerance is a share of the printed number")
            boolean relative,

            @Schema(
                    allowableValues = {"higher", "lower"},
                    description = "What is better for the defender")
            String better,

            @Schema(description = "Whether it is the relative gain over the row's twin")
            boolean gain,

            @Schema(
                    description = "In the paper's unit, behind the point, where no interval says how many count",
                    example = "4")
            int digits) {}

    @Schema(name = "PaperTableRow")
    record RowView(
            @Schema(example = "SiftFunnel") String label,

            @Schema(description = "What a reader should know of it; empty where nothing is to be said")
            String note,

            @Schema(description = "Why it cannot be computed here; empty where it can")
            String missing,

            @Schema(description = "Its defense in words; empty where it cannot be computed here")
            String defense,

            @Schema(nullable = true, description = "The experiment with its runs; null where there is none yet")
            UUID experiment,

            @Schema(description = "Seeds that have succeeded", example = "3")
            long succeeded,

            @Schema(description = "Seeds that wait or are computed now", example = "0")
            long moving,

            @Schema(description = "Seeds that failed or were cancelled", example = "0")
            long ended,

            @Schema(description = "One for each column") List<CellView> cells) {}

    @Schema(name = "PaperTableCell")
    record CellView(
            @Schema(description = "Id of the column", example = "bb-mse")
            String column,

            @Schema(example = "mse") String metric,

            @Schema(nullable = true, description = "Null where nothing was printed, or where it is not readable")
            Printed published,

            @Schema(nullable = true, description = "Null where nothing was measured yet")
            Spread measured,

            @Schema(
                    nullable = true,
                    description = "Null where there is nothing to compare",
                    allowableValues = {
                        "inside",
                        "undecided",
                        "better",
                        "worse",
                        "order-kept",
                        "order-broken",
                        "not-run",
                        "method-missing"
                    },
                    example = "inside")
            String verdict,

            @Schema(description = "Why, where that needs words")
            String reason) {}

    @Schema(
            name = "PaperTablePrinted",
            description = "In the unit of the service; low and high differ where only a range was printed")
    record Printed(
            @Schema(example = "0.0388") double low,
            @Schema(example = "0.0388") double high,

            @Schema(description = "As it stands in the source", example = "0.1166")
            String text) {}

    /** What "missing" did. */
    @Schema(name = "PaperTableMissing", description = "What was queued")
    record Queued(
            @Schema(nullable = true, description = "The study of the rows that were not whole; null where all are")
            UUID study) {}

    /** All tables. */
    @Schema(name = "PaperTables")
    record Tables(List<Entry> tables) {}

    @Schema(name = "PaperTableEntry")
    record Entry(
            @Schema(example = "proposal") String id,
            String title,
            String source,
            String link,
            boolean posted,
            @Schema(example = "[\"paper\", \"mini\"]") List<String> scales,
            @Schema(example = "3") int rows,
            @Schema(description = "Scale → how far it is") Map<String, Progress> progress) {}
}
