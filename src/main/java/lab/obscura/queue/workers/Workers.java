package lab.obscura.queue.workers;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import lab.obscura.engine.estimate.EngineBuild;
import lab.obscura.engine.estimate.Resources;
import lab.obscura.engine.network.DeviceChoice;
import lab.obscura.queue.RunId;
import lab.obscura.queue.TextArray;
import lab.obscura.queue.WorkerId;
import lab.obscura.queue.WorkerInfo;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The worker processes that have reported. */
@Component
public final class Workers {

    /** A worker reports several times a minute; after this long without a word it is called dead. */
    public static final Duration SILENCE = Duration.ofMinutes(1);

    /** Who has not been heard of for longer is forgotten. */
    private static final Duration FORGOTTEN = Duration.ofHours(1);

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JdbcClient jdbc;

    public Workers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The same of one that is there for ever, with whatever data. */
    public boolean register(WorkerInfo worker, List<CardState> cards) {
        return register(worker, cards, WorkerInfo.Prospect.ENDLESS);
    }

    /**
     * Says that the worker is there: at its start, and several times a minute.
     *
     * @param cards as their driver sees them now
     * @param prospect of a claim now
     * @return whether somebody wants it to take nothing more
     */
    public boolean register(WorkerInfo worker, List<CardState> cards, WorkerInfo.Prospect prospect) {
        WorkerInfo.Origin origin = worker.origin();
        return jdbc.sql("""
                        insert into workers (id, host, process, slots, device, engine_build, heap_mb, off_heap_mb, gpu_mb, version,
                                             pilot, engine, engine_job, pool, ends_at, cards, datasets, claims_until, worthwhile_secs,
                                             too_large)
                        values (:id, :host, :process, :slots, :device, :build, :heap, :offHeap, :gpu, :version,
                                :pilot, :engine, :job, :pool, :endsAt, cast(:cards as jsonb), cast(:datasets as text[]),
                                current_instant() + make_interval(secs => cast(:left as double precision)),
                                cast(:worthwhile as double precision), cast(:tooLarge as text[]))
                            on conflict (id) do update set last_seen_at = current_instant(), cards = excluded.cards,
                               datasets = excluded.datasets, claims_until = excluded.claims_until,
                               worthwhile_secs = excluded.worthwhile_secs, too_large = excluded.too_large
                        returning draining
                        """)
                .param("cards", JSON.writeValueAsString(cards))
                .param("datasets", prospect.datasets().map(TextArray::of).orElse(null))
                .param("tooLarge", TextArray.of(prospect.tooLarge()))
                .param("left", finite(prospect.secondsLeft()))
                .param("worthwhile", finite(prospect.worthwhile()))
                .param("id", worker.id().value())
                .param("host", worker.host())
                .param("process", worker.process())
                .param("slots", worker.slots())
                .param("device", worker.offers().device().id())
                .param("build", worker.offers().engineBuild().id())
                .param("heap", worker.offers().memory().heapMegabytes())
                .param("offHeap", worker.offers().memory().offHeapMegabytes())
                .param("gpu", worker.offers().gpuMegabytes())
                .param("version", worker.version())
                .param("pilot", origin.pilot())
                .param("engine", origin.engine())
                .param("job", origin.job())
                .param("pool", origin.pool())
                .param(
                        "endsAt",
                        origin.ends() ? origin.endsAt().atOffset(ZoneOffset.UTC) : null,
                        Types.TIMESTAMP_WITH_TIMEZONE)
                .query(Boolean.class)
                .single();
    }

    /** No end is no number. */
    private static Double finite(double seconds) {
        return Double.isInfinite(seconds) ? null : seconds;
    }

    /** What the slots of workers have that are not forgotten yet; a worker of an earlier version does not say it. */
    public List<Resources> seenSlots() {
        return jdbc.sql("""
                        select distinct device, engine_build, heap_mb, off_heap_mb, gpu_mb from workers
                         where heap_mb is not null and last_seen_at >= current_instant() - make_interval(secs => :seconds)
                        """)
                .param("seconds", FORGOTTEN.toSeconds())
                .query((row, index) -> slot(row))
                .list();
    }

    /** Those who are alive and claim, as the claims of each are judged now. */
    List<Claimer> claimers() {
        return jdbc.sql("""
                        select *, extract(epoch from claims_until - current_instant()) as seconds_left from workers
                         where heap_mb is not null and last_seen_at >= current_instant() - make_interval(secs => :seconds)
                           and not draining
                         order by started_at, id
                        """)
                .param("seconds", SILENCE.toSeconds())
                .query((row, index) -> claimer(row))
                .list();
    }

    private static Claimer claimer(ResultSet row) throws SQLException {
        return new Claimer(
                row.getString("host") + ":" + row.getLong("process"),
                slot(row),
                new WorkerInfo.Prospect(
                        seconds(row, "seconds_left"), seconds(row, "worthwhile_secs"), datasets(row), List.of((String[])
                                row.getArray("too_large").getArray())));
    }

    private static double seconds(ResultSet row, String column) throws SQLException {
        return row.getObject(column) == null ? Double.POSITIVE_INFINITY : row.getDouble(column);
    }

    private static Optional<List<String>> datasets(ResultSet row) throws SQLException {
        Array stored = row.getArray("datasets");
        return stored == null ? Optional.empty() : Optional.of(List.of((String[]) stored.getArray()));
    }

    private static Resources slot(ResultSet row) throws SQLException {
        return new Resources(
                Optional.ofNullable(row.getString("device"))
                        .flatMap(DeviceChoice::of)
                        .orElse(DeviceChoice.CPU),
                new Resources.Memory(row.getLong("heap_mb"), row.getLong("off_heap_mb")),
                row.getLong("gpu_mb"),
                EngineBuild.of(Optional.ofNullable(row.getString("engine_build"))
                                .orElse(""))
                        .orElse(EngineBuild.CPU));
    }

    /** The worker takes no new run; its running attempts continue. */
    public boolean drain(WorkerId worker) {
        return jdbc.sql("update workers set draining = true where id = :id")
                        .param("id", worker.value())
                        .update()
                == 1;
    }

    public void remove(WorkerId worker) {
        jdbc.sql("delete from workers where id = :id")
                .param("id", worker.value())
                .update();
    }

    /** Forgets workers that hold nothing and have not been seen for long. */
    public void forget() {
        jdbc.sql("""
                        delete from workers
                         where last_seen_at < current_instant() - make_interval(secs => :seconds)
                           and not exists (select 1 from runs r where r.worker = workers.id)
                        """).param("seconds", FORGOTTEN.toSeconds()).update();
    }

    public List<WorkerView> all() {
        return jdbc.sql("""
                        select w.*, array(select r.id from runs r where r.worker = w.id order by r.started_at) as runs
                          from workers w order by w.started_at
                        """)
                .query((row, index) -> new WorkerView(
                        new WorkerInfo(
                                new WorkerId(row.getObject("id", UUID.class)),
                                row.getString("host"),
                                row.getLong("process"),
                                row.getInt("slots"),
                                slot(row),
                                row.getString("version"),
                                origin(row)),
                        row.getBoolean("draining"),
                        row.getObject("started_at", OffsetDateTime.class).toInstant(),
                        row.getObject("last_seen_at", OffsetDateTime.class).toInstant(),
                        Arrays.stream((UUID[]) row.getArray("runs").getArray())
                                .map(RunId::new)
                                .toList(),
                        cards(row.getString("cards")),
                        datasets(row)))
                .list();
    }

    private static List<CardState> cards(String stored) {
        return stored == null ? List.of() : JSON.readValue(stored, new TypeReference<List<CardState>>() {});
    }

    private static WorkerInfo.Origin origin(ResultSet row) throws SQLException {
        return new WorkerInfo.Origin(
                row.getBoolean("pilot"),
                row.getString("engine"),
                row.getString("engine_job"),
                row.getString("pool"),
                Optional.ofNullable(row.getObject("ends_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant)
                        .orElse(Instant.MAX));
    }
}
