package lab.obscura.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lab.obscura.engine.estimate.EngineBuild;
import lab.obscura.engine.estimate.Resources;
import lab.obscura.engine.estimate.Resources.Memory;
import lab.obscura.engine.network.DeviceChoice;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which worker may take which run. */
class ClaimByNeedsPostgresTest {

    private static final Memory SMALL = new Memory(1024, 6 * 1024);
    private static final Memory LARGE = new Memory(8 * 1024, 48 * 1024);

    private static final Resources ON_CPU = new Resources(DeviceChoice.CPU, SMALL, 0, EngineBuild.TORCH_CUDA);
    private static final Resources ANYWHERE = new Resources(DeviceChoice.AUTO, SMALL, 700, EngineBuild.TORCH_CUDA);
    private static final Resources ON_CARD = new Resources(DeviceChoice.CUDA, SMALL, 700, EngineBuild.TORCH_CUDA);
    private static final Resources TOO_LARGE =
            new Resources(DeviceChoice.CPU, new Memory(3000, 700), 0, EngineBuild.CUDA);

    private QueueFixture queue;
    private WorkerInfo plain;
    private WorkerInfo carded;
    private WorkerInfo large;

    @BeforeEach
    void workers() {
        queue = new QueueFixture();
        plain = queue.worker("plain", Resources.withoutCard(SMALL, EngineBuild.TORCH_CUDA));
        carded = queue.worker("carded", Resources.withCard(SMALL, 24_000, EngineBuild.TORCH_CUDA));
        large = queue.worker("large", Resources.withoutCard(LARGE, EngineBuild.CPU));
    }

    @Test
    void aRunForAGpuIsNeverClaimedByAWorkerWithoutACard() {
        RunId run = queue.submit("ada", ON_CARD);

        assertThat(claimed(plain)).isEmpty();
        assertThat(claimed(large)).isEmpty();
        assertThat(claimed(carded)).contains(run);
    }

    @Test
    void aRunForAGpuIsNeverClaimedByABuildWithoutItsEnginesCode() {
        RunId run = queue.submit("ada", ON_CARD);
        var other = queue.worker("other", Resources.withCard(LARGE, 24_000, EngineBuild.CUDA));

        assertThat(claimed(other)).isEmpty();
        assertThat(claimed(carded)).contains(run);
    }

    @Test
    void aRunIsNeverClaimedByAWorkerTooSmall() {
        RunId heap = queue.submit("ada", TOO_LARGE);
        RunId offHeap =
                queue.submit("bob", new Resources(DeviceChoice.AUTO, new Memory(100, 7000), 7000, EngineBuild.CUDA));

        assertThat(claimed(plain)).isEmpty();
        assertThat(claimed(carded)).isEmpty();
        assertThat(List.of(claimed(large), claimed(large)))
                .containsExactlyInAnyOrder(Optional.of(heap), Optional.of(offHeap));
    }

    @Test
    void onACardTheCardsMemoryCountsAndNotTheProcesss() {
        RunId run = queue.submit(
                "ada", new Resources(DeviceChoice.CUDA, new Memory(100, 16_000), 16_000, EngineBuild.TORCH_CUDA));
        var small = queue.worker("small", Resources.withCard(LARGE, 12_000, EngineBuild.TORCH_CUDA));

        assertThat(claimed(small)).isEmpty();
        assertThat(claimed(carded)).contains(run);
    }

    @Test
    void deviceAutoGoesAnywhere() {
        queue.submit("ada", ANYWHERE);
        queue.submit("ada", ANYWHERE);
        queue.submit("ada", ANYWHERE);

        assertThat(Stream.of(plain, carded, large).map(this::claimed)).allMatch(Optional::isPresent);
    }

    @Test
    void aRunOfWhoseNeedsNothingIsKnownGoesAnywhere() {
        RunId run = queue.submit("ada", TOO_LARGE);
        queue.jdbc
                .sql("update runs set needs_device = null, needs_build = null, needs_heap_mb = null, "
                        + "needs_off_heap_mb = null, needs_gpu_mb = null")
                .update();

        assertThat(queue.runs.find(run).orElseThrow().needs()).isEqualTo(Resources.UNKNOWN);
        assertThat(claimed(plain)).contains(run);
    }

    @Test
    void aRunThatDoesNotFitBlocksNeitherItsSubmittersOthersNorTheTurns() {
        IntStream.range(0, 20).forEach(index -> queue.submit("ada", index % 2 == 0 ? TOO_LARGE : ON_CARD));
        RunId hers = queue.submit("ada", ON_CPU);
        RunId his = queue.submit("bob", ON_CPU);
        queue.submit("ada", ON_CPU);

        assertThat(List.of(claimed(plain), claimed(plain))).containsExactly(Optional.of(hers), Optional.of(his));
    }

    @Test
    void whoHasOnlyRunsThatDoNotFitTakesNobodysTurn() {
        queue.submit("ada", TOO_LARGE);
        RunId first = queue.submit("bob", ON_CPU);
        RunId second = queue.submit("bob", ON_CPU);

        assertThat(List.of(claimed(plain), claimed(plain), claimed(plain)))
                .containsExactly(Optional.of(first), Optional.of(second), Optional.empty());
    }

    @Test
    void manyWorkersOfAllKindsNeverShareARunNorTakeOneThatDoesNotFit() throws Exception {
        IntStream.range(0, 20).forEach(index -> {
            queue.submit("ada", ON_CPU);
            queue.submit("bob", ON_CARD);
            queue.submit("eve", TOO_LARGE);
        });
        var pool = Executors.newFixedThreadPool(6);
        List<Future<List<RunId>>> claims = pool.invokeAll(List.of(
                ten(carded), ten(carded), ten(carded), ten(carded), ten(large), ten(large), ten(large), ten(large)));

        List<RunId> all = new java.util.ArrayList<>();
        for (var claim : claims) {
            all.addAll(claim.get());
        }
        pool.shutdown();
        long misplaced = queue.jdbc.sql("""
                        select count(*) from runs r join workers w on w.id = r.worker
                         where r.needs_heap_mb > w.heap_mb or r.needs_device = 'cuda' and w.device <> 'cuda'
                        """).query(Long.class).single();
        assertThat(all).hasSize(60).doesNotHaveDuplicates();
        assertThat(misplaced).isZero();
    }

    @Test
    void theClaimAndTheJavaRuleAgreeOnEveryPair() {
        List<Resources> needs = Stream.of(DeviceChoice.values())
                .flatMap(device -> Stream.of(EngineBuild.CUDA, EngineBuild.TORCH_CUDA)
                        .flatMap(build -> Stream.of(100L, 1024L, 1025L)
                                .flatMap(heap -> Stream.of(500L, 6144L, 6145L)
                                        .map(engine ->
                                                new Resources(device, new Memory(heap, engine), engine, build)))))
                .toList();
        List<Resources> slots = Stream.of(EngineBuild.values())
                .flatMap(build -> Stream.of(
                        Resources.withoutCard(SMALL, build),
                        Resources.withCard(SMALL, 0, build),
                        Resources.withCard(SMALL, 6144, build),
                        Resources.withCard(SMALL, 501, build)))
                .toList();

        // One transaction is one connection: a thousand would take ten times as long as the comparisons.
        queue.transactions.executeWithoutResult(status -> assertThat(needs)
                .allSatisfy(need -> assertThat(slots.stream().filter(slot -> claims(slot, need)))
                        .as("%s", need)
                        .containsExactlyElementsOf(
                                slots.stream().filter(need::fitInto).toList())));
    }

    /** The comparison of the claim alone, for speed. */
    private boolean claims(Resources slot, Resources need) {
        return queue.jdbc
                        .sql("""
                        select count(*) from (select cast(:device as text) as needs_device, cast(:build as text) as needs_build,
                               cast(:needsHeap as bigint) as needs_heap_mb, cast(:needsOffHeap as bigint) as needs_off_heap_mb,
                               cast(:needsGpu as bigint) as needs_gpu_mb, case when :device = 'cuda' then :build else '' end as needs_card) h,
                               (%s) slot where\s""".replace("%s", NeedsColumns.SLOT) + NeedsColumns.FIT)
                        .param("device", need.device().id())
                        .param("build", need.engineBuild().id())
                        .param("needsHeap", need.memory().heapMegabytes())
                        .param("needsOffHeap", need.memory().offHeapMegabytes())
                        .param("needsGpu", need.gpuMegabytes())
                        .params(NeedsColumns.offered(slot))
                        .query(Integer.class)
                        .single()
                == 1;
    }

    private Callable<List<RunId>> ten(WorkerInfo worker) {
        return () -> IntStream.range(0, 10)
                .mapToObj(index -> claimed(worker))
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<RunId> claimed(WorkerInfo worker) {
        return queue.leases.claim(worker, QueueFixture.LEASE).map(Claim::run);
    }
}
