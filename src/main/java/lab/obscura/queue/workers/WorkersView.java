package lab.obscura.queue.workers;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Who executes runs. */
@Schema(name = "Workers")
record WorkersView(List<Worker> workers) {

    @Schema(name = "Worker", description = "A process that claims runs")
    record Worker(
            UUID id,
            @Schema(example = "gpu-server-1") String host,

            @Schema(description = "Its process id on the host", example = "4711")
            long process,

            @Schema(example = "1") int slots,

            @Schema(description = "cuda where it has a card that its program can use", example = "cpu")
            String device,

            @Schema(
                    description = "Which engine has code for GPUs: cpu (none), cuda (dl4j) or torch-cuda",
                    example = "cpu")
            String engineBuild,

            @Schema(description = "Java memory of a slot", example = "1024")
            long heapMegabytes,

            @Schema(description = "Native memory of a slot", example = "6144")
            long offHeapMegabytes,

            @Schema(
                    description = "The slot's share of the card; 0 without one, and where its driver does not say it",
                    example = "0")
            long gpuMegabytes,

            String version,

            @Schema(description = "Ends by itself when it has nothing to do")
            boolean pilot,

            @Schema(
                    description = "The batch system that started it: slurm, kubernetes; empty: somebody by hand",
                    example = "slurm")
            String engine,

            @Schema(description = "What it is called there", example = "1234_2")
            String engineJob,

            @Schema(description = "Which pool of GET /api/v1/cluster it is of; empty: none", example = "gpu")
            String pool,

            @Schema(nullable = true, description = "When its batch system ends it; null: never")
            Instant endsAt,

            @Schema(description = "Finishes what it has and claims nothing new")
            boolean draining,

            @Schema(description = "False when it has not been heard of for longer than a lease")
            boolean alive,

            Instant startedAt,
            Instant lastSeenAt,
            List<CurrentRun> runs,

            @Schema(
                    description =
                            "Its cards, as their driver saw them last; none without one, or where the driver says nothing")
            List<CardState> cards,

            @Schema(
                    nullable = true,
                    description =
                            "The data sets that it can read, and so claims runs of; null: it does not say, and claims any",
                    example = "[\"shapes\", \"cifar10\"]")
            List<String> datasets) {}

    @Schema(name = "WorkerRun", description = "What a slot is working on")
    record CurrentRun(
            UUID id,
            @Schema(example = "CEM on noise") String name,
            @Schema(example = "125") long seed,
            @Schema(example = "training") String stage,
            @Schema(example = "0.4") double progress) {}
}
