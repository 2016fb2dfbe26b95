package lab.obscura.cluster;

import java.util.List;

/**
 * What one look at the batch system saw and did, as it is kept for every service to show.
 *
 * @param scaledBy host and process of the service that looked
 * @param error why it is not known how many pilots there are; empty when it is
 * @param commands the last ones, the newest first
 */
record ClusterLook(String scaledBy, String error, List<Command> commands, List<PoolLook> pools) {

    ClusterLook {
        commands = List.copyOf(commands);
        pools = List.copyOf(pools);
    }

    /** A command as people see it. */
    record Command(String line, int code, String said, String at, double seconds) {

        static Command of(BatchCommand.Answer answer) {
            return new Command(
                    answer.line(),
                    answer.code(),
                    answer.isWell() ? "" : answer.complaint(),
                    answer.at().toString(),
                    answer.took().toMillis() / 1000.0);
        }
    }

    /**
     * A pool at that moment.
     *
     * @param reasons why its pilots wait, as the batch system says it
     */
    record PoolLook(
            String name,
            int wanted,
            int waiting,
            int busy,
            int running,
            int pending,
            List<String> reasons,
            String stopped) {

        PoolLook {
            reasons = List.copyOf(reasons);
        }
    }
}
