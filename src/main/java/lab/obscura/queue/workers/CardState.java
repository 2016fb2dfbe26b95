package lab.obscura.queue.workers;

import io.swagger.v3.oas.annotations.media.Schema;

/**
 * A card of a worker as its driver saw it last.
 *
 * @param uuid names this card among all there are, also where a batch system shows a worker only some
 * @param usedMegabytes by everybody
 * @param busyPercent of the last moments in which it computed; {@link #UNKNOWN} where the driver does not say
 */
@Schema(name = "WorkerCard", description = "A card of a worker, as its driver saw it last")
public record CardState(
        @Schema(
                description = "Names this card among all there are",
                example = "GPU-5d5ba0d6-d33d-2b2c-524d-9e3d8d2b8a77")
        String uuid,

        @Schema(example = "NVIDIA H200") String name,

        @Schema(example = "143771") long totalMegabytes,

        @Schema(description = "By everybody", example = "20480")
        long usedMegabytes,

        @Schema(
                description = "Of the last moments in which it computed; -1 where the driver does not say",
                example = "87")
        int busyPercent) {

    public static final int UNKNOWN = -1;

    /** What nobody has taken. */
    public long freeMegabytes() {
        return Math.max(0, totalMegabytes - usedMegabytes);
    }
}
