package lab.obscura.queue;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import lab.obscura.engine.estimate.EngineBuild;
import lab.obscura.engine.estimate.Resources;
import lab.obscura.engine.network.DeviceChoice;

/** What a run needs, as the table keeps it, and the claim's comparison with what a slot has. */
final class NeedsColumns {

    /**
     * What a slot has, as a row: PostgreSQL cannot look into it while it plans, and so one plan serves all workers. With the
     * numbers in the comparison a claim took more than twice as long.
     */
    static final String SLOT = "select cast(:heap as bigint) as heap, cast(:offHeap as bigint) as off_heap, "
            + "cast(:card as text) as card, cast(:gpu as bigint) as gpu";

    /**
     * {@link Resources#fitInto} for a run {@code h} and a {@code slot}. Where nothing is known of the run's needs, in rows of an earlier
     * version, it fits; a test compares the two rules.
     */
    static final String FIT = """
            coalesce(h.needs_heap_mb, 0) <= slot.heap
                         and case when h.needs_device in ('cuda', 'auto') and h.needs_build = slot.card
                                  then coalesce(h.needs_gpu_mb, 0) <= slot.gpu
                                  else h.needs_card = '' and coalesce(h.needs_off_heap_mb, 0) <= slot.off_heap end""";

    /** What else a claim knows, further columns of the same row. */
    static final String PROSPECT = "cast(:secondsLeft as double precision) as seconds_left, "
            + "cast(:worthwhile as double precision) as worthwhile, cast(:datasets as text[]) as datasets";

    /**
     * Whether the slot has the run's data, and time enough: for all of it, or for as much as is worth while when another can resume it. A
     * run of which no time is known takes for ever.
     */
    static final String IS_WORTHWHILE = """
            (slot.datasets is null or coalesce(h.needs_data, '{}') <@ slot.datasets)
                         and (coalesce(cast(h.estimated_seconds as double precision), 'Infinity') <= slot.seconds_left
                              or h.resumable and slot.worthwhile <= slot.seconds_left)""";

    private NeedsColumns() {}

    /** The parameters of {@link #PROSPECT}. */
    static Map<String, Object> prospect(WorkerInfo.Prospect prospect) {
        var parameters = new HashMap<String, Object>();
        parameters.put("secondsLeft", prospect.secondsLeft());
        parameters.put("worthwhile", prospect.worthwhile());
        parameters.put("datasets", prospect.datasets().map(TextArray::of).orElse(null));
        return parameters;
    }

    /** The parameters of {@link #SLOT}: an unknown memory of the card is no limit, and no run needs the build that is called nothing. */
    static Map<String, Object> offered(Resources slot) {
        return Map.of(
                "heap",
                slot.memory().heapMegabytes(),
                "offHeap",
                slot.memory().offHeapMegabytes(),
                "card",
                slot.device() == DeviceChoice.CUDA ? slot.engineBuild().id() : "",
                "gpu",
                slot.gpuMegabytes() == 0 ? Long.MAX_VALUE : slot.gpuMegabytes());
    }

    static Resources read(ResultSet row) throws SQLException {
        Optional<String> device = Optional.ofNullable(row.getString("needs_device"));
        if (device.isEmpty()) {
            return Resources.UNKNOWN;
        }
        return new Resources(
                DeviceChoice.of(device.get()).orElse(DeviceChoice.AUTO),
                new Resources.Memory(row.getLong("needs_heap_mb"), row.getLong("needs_off_heap_mb")),
                row.getLong("needs_gpu_mb"),
                EngineBuild.of(row.getString("needs_build")).orElse(EngineBuild.CPU));
    }
}
