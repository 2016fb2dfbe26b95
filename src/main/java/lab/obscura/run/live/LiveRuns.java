package lab.obscura.run.live;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lab.obscura.engine.run.folder.PngPictures;
import lab.obscura.engine.run.folder.PngPictures.Picture;
import lab.obscura.platform.web.ErrorType;
import lab.obscura.platform.web.Problem;
import lab.obscura.queue.Run;
import lab.obscura.queue.RunId;
import lab.obscura.queue.RunState;
import lab.obscura.result.GalleryEntry;
import lab.obscura.result.Links;
import lab.obscura.result.Results;
import lab.obscura.run.RunReference;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Looks at runs that wait or are computed. */
@Component
final class LiveRuns {

    /** Before that the share that is done says little about the time that is left. */
    private static final double LEAST_PROGRESS = 0.05;

    private final JdbcClient jdbc;
    private final RunReference reference;
    private final Results results;

    LiveRuns(JdbcClient jdbc, RunReference reference, Results results) {
        this.jdbc = jdbc;
        this.reference = reference;
        this.results = results;
    }

    /** @param whole what a run of this experiment takes, as far as that is known */
    private record Pace(String detail, int attempt, double progress, Optional<Double> elapsed, Optional<Double> whole) {

        /** A later attempt has taken over what an earlier one did, so its own time tells nothing. */
        Optional<Double> left() {
            boolean tells = attempt == 1 && progress >= LEAST_PROGRESS;
            Optional<Double> seen = elapsed.filter(seconds -> tells).map(seconds -> seconds / progress);
            return whole.or(() -> seen).map(seconds -> seconds * (1 - progress));
        }
    }

    LiveView look(String id) {
        Run run = reference.find(id);
        Pace pace = pace(run.id());
        boolean moves = !run.state().isOver();
        return new LiveView(
                run.id().value(),
                run.state().name(),
                run.stage(),
                pace.detail(),
                run.progress(),
                pace.elapsed().orElse(null),
                pace.left().filter(seconds -> moves).orElse(null),
                run.state() == RunState.QUEUED ? place(run.id()) : null,
                pictures(run.id()));
    }

    /** What an attack makes of the gallery so far; when the run has succeeded, what it made of it in the end. */
    byte[] picture(String id, String attack) {
        Run run = reference.find(id);
        return jdbc.sql("select picture from interim_pictures where run_id = :run and attack = :attack")
                .param("run", run.id().value())
                .param("attack", attack)
                .query((row, index) -> row.getBytes("picture"))
                .optional()
                .or(() -> finished(run.id(), attack))
                .orElseThrow(() -> Problem.unknown(
                        ErrorType.UNKNOWN_PICTURE,
                        "This run, which is " + run.state() + ", shows no pictures of",
                        "attack " + attack,
                        "GET /api/v1/runs/" + run.id() + "/live lists those that there are"));
    }

    private Optional<byte[]> finished(RunId run, String attack) {
        List<Picture> originals = new ArrayList<>();
        List<Picture> rebuilt = new ArrayList<>();
        for (GalleryEntry entry : results.gallery(run)) {
            results.original(run, entry.index()).map(PngPictures::read).ifPresent(originals::add);
            results.reconstruction(run, attack, entry.index())
                    .map(PngPictures::read)
                    .ifPresent(rebuilt::add);
        }
        if (rebuilt.isEmpty() || rebuilt.size() != originals.size()) {
            return Optional.empty();
        }
        return Optional.of(PngPictures.sheet(
                values(originals), values(rebuilt), originals.get(0).shape(), PngPictures.PAIRS_PER_LINE));
    }

    private static List<float[]> values(List<Picture> pictures) {
        return pictures.stream().map(Picture::values).toList();
    }

    private Pace pace(RunId run) {
        return jdbc.sql("""
                        select r.detail, r.attempt, r.progress,
                               extract(epoch from case when r.state = 'QUEUED' then null
                                                       else coalesce(r.finished_at, current_instant()) - r.started_at end) as elapsed,
                               coalesce(
                                   (select avg(extract(epoch from f.finished_at - f.started_at)) from runs f
                                     where f.experiment_id = r.experiment_id and f.state = 'SUCCEEDED' and f.attempt = 1),
                                   case when r.state = 'QUEUED' or r.progress < :least or r.attempt > 1 then
                                       (select avg(c.seconds) from study_cells c where c.experiment_id = r.experiment_id) end) as whole
                          from runs r where r.id = :run
                        """)
                .param("run", run.value())
                .param("least", LEAST_PROGRESS)
                .query((row, index) -> new Pace(
                        row.getString("detail"),
                        row.getInt("attempt"),
                        row.getDouble("progress"),
                        number(row, "elapsed"),
                        number(row, "whole")))
                .single();
    }

    private static Optional<Double> number(ResultSet row, String column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? Optional.empty() : Optional.of(value);
    }

    /**
     * As claims go: of the lanes that wait, the one with fewest running runs comes first. Until this run's turn another lane
     * starts as many runs as this one does before it, more or fewer by what both have running already.
     */
    private LiveView.Place place(RunId run) {
        return jdbc.sql("""
                        with me as (select * from runs where id = :run),
                        ahead as (
                            select count(*) as runs from runs q, me
                             where q.state = 'QUEUED' and q.lane = me.lane
                               and (-q.priority, q.place, q.position) < (-me.priority, me.place, me.position)),
                        busy as (select lane, count(*) as runs from runs where state in (%s) group by lane),
                        others as (
                            select q.lane, count(*) as runs, coalesce(max(b.runs), 0) as busy
                              from runs q cross join me left join busy b on b.lane = q.lane
                             where q.state = 'QUEUED' and q.lane <> me.lane group by q.lane)
                        select 1 + ahead.runs + coalesce((
                                   select sum(least(o.runs, greatest(0, ahead.runs - o.busy
                                              + coalesce((select b.runs from busy b, me where b.lane = me.lane), 0))))
                                     from others o), 0) as position,
                               (select count(*) from runs where state = 'QUEUED') as waiting
                          from ahead
                        """.replace("%s", RunState.HELD))
                .param("run", run.value())
                .query((row, index) -> new LiveView.Place(row.getLong("position"), row.getLong("waiting")))
                .single();
    }

    private List<LiveView.Picture> pictures(RunId run) {
        return jdbc.sql("select attack, detail, at from interim_pictures where run_id = :run order by at desc, attack")
                .param("run", run.value())
                .query((row, index) -> picture(run, row))
                .list();
    }

    private static LiveView.Picture picture(RunId run, ResultSet row) throws SQLException {
        Instant at = row.getObject("at", OffsetDateTime.class).toInstant();
        String attack = row.getString("attack");
        return new LiveView.Picture(attack, row.getString("detail"), at, Links.interim(run, attack, at));
    }
}
