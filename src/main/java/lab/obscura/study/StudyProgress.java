package lab.obscura.study;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import lab.obscura.queue.RunState;

/** How far runs have come, of a study or of one of its cells. */
@Schema(name = "StudyProgress", description = "How far runs have come")
record StudyProgress(
        @Schema(
                description =
                        "RUNNING while runs are computed, QUEUED while they only wait, DONE when all have succeeded,"
                                + " INCOMPLETE when nothing moves and some have failed or were cancelled",
                allowableValues = {"QUEUED", "RUNNING", "DONE", "INCOMPLETE"},
                example = "RUNNING")
        String state,

        @Schema(description = "State of runs → how many; states that no run is in are left out")
        Map<String, Integer> counts,

        @Schema(description = "How many", example = "54") int runs,

        @Schema(description = "Share that is done, in [0, 1]", example = "0.25")
        double progress,

        @Schema(
                description =
                        "What the runs that are not over take, one after the other: by the mean of the cell's finished"
                                + " runs, else by the estimate of the day it was posted",
                example = "5400")
        double secondsLeft) {

    /** Adds up runs. */
    static final class Sum {
        private final Map<RunState, Integer> counts = new TreeMap<>();
        private int runs;
        private double done;
        private double secondsLeft;

        /** @param secondsPerRun what one of them takes */
        void add(RunState state, int count, double progress, double secondsPerRun) {
            counts.merge(state, count, Integer::sum);
            runs += count;
            done += state.isOver() ? count : progress;
            secondsLeft += state.isOver() ? 0 : (count - progress) * secondsPerRun;
        }

        StudyProgress view() {
            Map<String, Integer> named = new LinkedHashMap<>();
            counts.forEach((state, count) -> named.put(state.name(), count));
            return new StudyProgress(state(), named, runs, runs == 0 ? 1 : done / runs, secondsLeft);
        }

        private String state() {
            if (counts.containsKey(RunState.RUNNING) || counts.containsKey(RunState.CANCELLING)) {
                return "RUNNING";
            }
            if (counts.containsKey(RunState.QUEUED)) {
                return "QUEUED";
            }
            return counts.getOrDefault(RunState.SUCCEEDED, 0) == runs ? "DONE" : "INCOMPLETE";
        }
    }
}
