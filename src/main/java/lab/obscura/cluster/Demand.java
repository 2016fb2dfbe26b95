package lab.obscura.cluster;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import lab.obscura.engine.estimate.EngineBuild;
import lab.obscura.engine.estimate.Resources;
import lab.obscura.engine.network.DeviceChoice;
import lab.obscura.platform.ObscuraProperties;
import lab.obscura.platform.settings.ClusterSettings.Pool;
import lab.obscura.queue.RunState;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How many waiting runs each pool is for, and how many pilots of each have one: the rows of the views that KEDA reads, too. */
final class Demand {

    private final JdbcClient jdbc;
    private final ObscuraProperties properties;
    private final PilotScript script;

    /** Then runs that compute on the processor get a card for want of anything else. */
    private final boolean hasOnlyCards;

    Demand(JdbcClient jdbc, ObscuraProperties properties, PilotScript script) {
        this.jdbc = jdbc;
        this.properties = properties;
        this.script = script;
        this.hasOnlyCards = properties.cluster().pools().stream().allMatch(pool -> pool.device() == Pool.Device.CUDA);
    }

    /**
     * Of one pool.
     *
     * @param waiting runs that it is for
     * @param oldest since when the oldest of them waits
     * @param busy its pilots that have a run
     */
    record Of(int waiting, Instant oldest, int busy) {}

    /** Runs that need the same. */
    private record Kind(Resources needs, OptionalLong seconds, boolean resumable, int runs, Instant oldest) {}

    /** A run counts for the first pool that it fits into and that has room; for the first of all it fits when none has. */
    Map<String, Of> now(List<Pool> pools) {
        Map<String, Integer> busy = busy();
        Map<String, Of> all = new LinkedHashMap<>();
        pools.forEach(pool -> all.put(pool.name(), new Of(0, Instant.MAX, busy.getOrDefault(pool.name(), 0))));
        kinds().forEach(kind -> assign(kind, pools, all));
        return all;
    }

    private void assign(Kind kind, List<Pool> pools, Map<String, Of> all) {
        List<Pool> fitting = pools.stream()
                .filter(pool -> pool.device() == Pool.Device.CPU
                        || hasOnlyCards
                        || kind.needs().device() != DeviceChoice.CPU)
                .filter(pool -> fits(kind, pool))
                .toList();
        int left = kind.runs();
        for (Pool pool : fitting) {
            Of before = all.get(pool.name());
            int room = Math.max(0, pool.max() - before.busy() - before.waiting());
            int taken = pool.equals(fitting.get(fitting.size() - 1)) ? left : Math.min(left, room);
            if (taken > 0) {
                Instant oldest = before.oldest().isBefore(kind.oldest()) ? before.oldest() : kind.oldest();
                all.put(pool.name(), new Of(before.waiting() + taken, oldest, before.busy()));
                left -= taken;
            }
        }
    }

    private boolean fits(Kind kind, Pool pool) {
        return fits(kind.needs(), pool) && hasTime(kind, pool);
    }

    /** Which build the nodes have is not known here; a run that needs a card says which build it needs. */
    private boolean fits(Resources needs, Pool pool) {
        var memory = new Resources.Memory(properties.worker().heap().toMegabytes(), script.offHeapMegabytes(pool));
        return needs.fitInto(
                pool.device() == Pool.Device.CUDA
                        ? Resources.withCard(memory, pool.gpuMemory().toMegabytes(), needs.engineBuild())
                        : Resources.withoutCard(memory, EngineBuild.CPU));
    }

    /** As the pilot itself will judge when it has just started. */
    private boolean hasTime(Kind kind, Pool pool) {
        Optional<Duration> limit = pool.timeLimit();
        if (limit.isEmpty()) {
            return true;
        }
        Duration left = limit.get().minus(properties.worker().endMargin());
        boolean isFinished = kind.seconds().isPresent() && kind.seconds().getAsLong() <= left.toSeconds();
        boolean isResumed = kind.resumable()
                && properties.worker().sharedCheckpoints()
                && left.compareTo(properties.worker().minClaim()) >= 0;
        return isFinished || isResumed;
    }

    private List<Kind> kinds() {
        return jdbc.sql("""
                        select needs_device, needs_build, coalesce(needs_heap_mb, 0) as heap, coalesce(needs_off_heap_mb, 0) as off_heap,
                               coalesce(needs_gpu_mb, 0) as gpu, estimated_seconds, resumable,
                               count(*) as runs,
                               min(coalesce((select max(c.at) from run_changes c where c.run_id = w.id), queued_at)) as oldest
                          from runs_waiting w group by 1, 2, 3, 4, 5, 6, 7 order by oldest
                        """).query((row, index) -> kind(row)).list();
    }

    private static Kind kind(ResultSet row) throws SQLException {
        Optional<DeviceChoice> device =
                Optional.ofNullable(row.getString("needs_device")).flatMap(DeviceChoice::of);
        long seconds = row.getLong("estimated_seconds");
        return new Kind(
                new Resources(
                        device.orElse(DeviceChoice.AUTO),
                        new Resources.Memory(row.getLong("heap"), row.getLong("off_heap")),
                        row.getLong("gpu"),
                        Optional.ofNullable(row.getString("needs_build"))
                                .flatMap(EngineBuild::of)
                                .orElse(EngineBuild.CPU)),
                row.getObject("estimated_seconds") == null ? OptionalLong.empty() : OptionalLong.of(seconds),
                row.getBoolean("resumable"),
                row.getInt("runs"),
                row.getObject("oldest", OffsetDateTime.class).toInstant());
    }

    /** One that its batch system does not know any more is none: its run waits for its lease to end, and only then for a pilot. */
    private Map<String, Integer> busy() {
        Map<String, Integer> busy = new HashMap<>();
        jdbc.sql("""
                        select pool, count(*) as pilots from workers w
                         where pilot and exists (select 1 from runs r where r.worker = w.id and r.state in (%s))
                           and not exists (select 1 from pilots p where p.engine = w.engine and p.job = w.engine_job and p.gone_at is not null)
                         group by pool
                        """.replace("%s", RunState.HELD)).query(row -> {
            busy.put(row.getString("pool"), row.getInt("pilots"));
        });
        return busy;
    }
}
