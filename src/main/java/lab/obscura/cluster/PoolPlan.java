package lab.obscura.cluster;

import java.util.List;
import lab.obscura.platform.settings.ClusterSettings.Pool;

/**
 * How many pilots of a pool are to be asked for or taken back, from the state as it is: what was lost is replaced by itself, and nothing is
 * remembered that could be wrong.
 *
 * @param wanted at most the pool's limit
 * @param submit how many to ask for now
 * @param cancel those that wait though nobody needs them; one that runs ends by itself
 */
record PoolPlan(int wanted, int submit, List<String> cancel) {

    PoolPlan {
        cancel = List.copyOf(cancel);
    }

    /**
     * What is to be done.
     *
     * @param waiting runs that fit into the pool
     * @param busy its pilots that have one
     * @param listed all its pilots that the batch system knows
     * @param isStopped whether nothing more is tried
     */
    static PoolPlan of(Pool pool, int waiting, int busy, List<Slurm.Listed> listed, boolean isStopped) {
        List<String> pending = listed.stream()
                .filter(pilot -> pilot.condition() == Slurm.Condition.PENDING)
                .map(Slurm.Listed::job)
                .toList();
        long running = listed.stream()
                .filter(pilot -> pilot.condition() == Slurm.Condition.RUNNING)
                .count();
        int wanted = Math.min(pool.max(), waiting + busy);
        int missing = Math.toIntExact(wanted - running - pending.size());
        int submit = isStopped ? 0 : Math.max(0, Math.min(missing, pool.maxPending() - pending.size()));
        int surplus = Math.min(pending.size(), Math.max(0, -missing));
        return new PoolPlan(wanted, submit, pending.subList(pending.size() - surplus, pending.size()));
    }
}
