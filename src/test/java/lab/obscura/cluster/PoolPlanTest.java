package lab.obscura.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import lab.obscura.cluster.Slurm.Condition;
import lab.obscura.cluster.Slurm.Listed;
import lab.obscura.platform.settings.ClusterSettings.Pool;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

/** How many pilots are asked for and taken back. */
class PoolPlanTest {

    private static final Pool POOL =
            new Pool("gpu", Pool.Device.CPU, DataSize.ofGigabytes(8), DataSize.ofBytes(0), 10, 3, "", "");

    @Test
    void anEmptyQueueWantsNobody() {
        assertThat(PoolPlan.of(POOL, 0, 0, List.of(), false)).isEqualTo(new PoolPlan(0, 0, List.of()));
    }

    @Test
    void everyWaitingRunWantsAPilotUpToThoseThatMayWait() {
        assertThat(PoolPlan.of(POOL, 2, 0, List.of(), false)).isEqualTo(new PoolPlan(2, 2, List.of()));
        assertThat(PoolPlan.of(POOL, 1000, 0, List.of(), false)).isEqualTo(new PoolPlan(10, 3, List.of()));
        assertThat(PoolPlan.of(POOL, 1000, 0, pilots(2, 0), false)).isEqualTo(new PoolPlan(10, 1, List.of()));
    }

    @Test
    void thoseThatWorkCountAndThoseThatEndDoNot() {
        List<Listed> listed = new ArrayList<>(pilots(0, 8));
        listed.add(new Listed("gpu", "9_1", Condition.ENDING, "None"));

        assertThat(PoolPlan.of(POOL, 100, 8, listed, false)).isEqualTo(new PoolPlan(10, 2, List.of()));
    }

    @Test
    void oneThatIsLostIsReplaced() {
        assertThat(PoolPlan.of(POOL, 1, 2, pilots(0, 2), false)).isEqualTo(new PoolPlan(3, 1, List.of()));
    }

    @Test
    void surplusOnesAreTakenBackWhileTheyWaitAndNeverWhenTheyRun() {
        assertThat(PoolPlan.of(POOL, 0, 1, pilots(2, 3), false)).isEqualTo(new PoolPlan(1, 0, List.of("0_0", "0_1")));
        assertThat(PoolPlan.of(POOL, 1, 3, pilots(2, 3), false)).isEqualTo(new PoolPlan(4, 0, List.of("0_1")));
        assertThat(PoolPlan.of(POOL, 0, 0, pilots(0, 3), false)).isEqualTo(new PoolPlan(0, 0, List.of()));
    }

    @Test
    void aStoppedPoolAsksForNothingAndStillTakesBack() {
        assertThat(PoolPlan.of(POOL, 5, 0, List.of(), true)).isEqualTo(new PoolPlan(5, 0, List.of()));
        assertThat(PoolPlan.of(POOL, 0, 0, pilots(1, 0), true)).isEqualTo(new PoolPlan(0, 0, List.of("0_0")));
    }

    private static List<Listed> pilots(int pending, int running) {
        return IntStream.range(0, pending + running)
                .mapToObj(index -> new Listed(
                        "gpu", "0_" + index, index < pending ? Condition.PENDING : Condition.RUNNING, "Resources"))
                .toList();
    }
}
