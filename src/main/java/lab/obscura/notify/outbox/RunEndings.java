package lab.obscura.notify.outbox;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import lab.obscura.board.Bests;
import lab.obscura.engine.run.folder.Judgment;
import lab.obscura.queue.RunState;
import lab.obscura.queue.TextArray;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes messages of the ends of runs. The statement that ends a run puts it down; here it is taken up and its messages are written in one
 * transaction, so that none is lost and none is told twice, however many services look.
 */
@Component
public final class RunEndings {

    private static final int BATCH = 100;

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Outbox outbox;
    private final Bests bests;

    public RunEndings(JdbcClient jdbc, PlatformTransactionManager transactions, Outbox outbox, Bests bests) {
        this.jdbc = jdbc;
        this.transactions = new TransactionTemplate(transactions);
        this.outbox = outbox;
        this.bests = bests;
    }

    /**
     * A run that came to an end, with what is said of it.
     *
     * @param id of this end: a run may end again
     * @param owner account; empty where the run is nobody's
     * @param privateTo project whose members alone may see it
     * @param standing why its errors cannot be ranked; empty where they can, or nobody judged
     */
    record Ended(
            long id,
            UUID run,
            RunState state,
            String reason,
            String name,
            long seed,
            Optional<UUID> owner,
            Optional<UUID> privateTo,
            Optional<String> standing,
            Board board) {}

    record Board(String dataset, String backbone, int cutLayer) {}

    /** Takes up ends; gives how many. */
    public int takeUp() {
        return transactions.execute(status -> {
            List<Ended> ended = taken();
            ended.forEach(this::tellOfRun);
            tellOfStudies(ended);
            tellOfBoards(ended);
            return ended.size();
        });
    }

    private List<Ended> taken() {
        return jdbc.sql("""
                        with taken as (
                            delete from run_endings
                             where id in (select id from run_endings order by id limit :batch for update skip locked)
                            returning *)
                        select taken.*, e.name, e.dataset, e.backbone, e.cut_layer, e.private_to, r.seed, r.account_id,
                               case when o.standing = :inadequate then coalesce(o.standing_reason, '') end as why
                          from taken join runs r on r.id = taken.run_id join experiments e on e.id = r.experiment_id
                          left join outcomes o on o.run_id = r.id
                         order by taken.id
                        """)
                .param("batch", BATCH)
                .param("inadequate", Judgment.Standing.INADEQUATE.name())
                .query((row, index) -> new Ended(
                        row.getLong("id"),
                        row.getObject("run_id", UUID.class),
                        RunState.valueOf(row.getString("state")),
                        row.getString("reason"),
                        row.getString("name"),
                        row.getLong("seed"),
                        Optional.ofNullable(row.getObject("account_id", UUID.class)),
                        Optional.ofNullable(row.getObject("private_to", UUID.class)),
                        Optional.ofNullable(row.getString("why")),
                        new Board(row.getString("dataset"), row.getString("backbone"), row.getInt("cut_layer"))))
                .list();
    }

    private void tellOfRun(Ended run) {
        if (run.state() == RunState.FAILED) {
            outbox.tell(Happenings.failed(run));
        }
        if (run.state() == RunState.SUCCEEDED && run.standing().isPresent()) {
            outbox.tell(Happenings.inadequate(run));
        }
    }

    /** With the time of its last end as the occasion: runs that are added or tried again make it end once more. */
    private void tellOfStudies(List<Ended> ended) {
        jdbc.sql("""
                        select s.id, s.name, s.account_id, s.private_to, max(r.finished_at) as last, count(*) as runs,
                               count(*) filter (where r.state = 'SUCCEEDED') as succeeded,
                               count(*) filter (where r.state = 'FAILED') as failed
                          from studies s cross join lateral (
                              select distinct r.id, r.state, r.finished_at from study_cells c
                                join runs r on r.experiment_id = c.experiment_id and r.seed = any (c.seeds)
                               where c.study_id = s.id) r
                         where s.id in (select c.study_id from study_cells c
                                          join runs r on r.experiment_id = c.experiment_id and r.seed = any (c.seeds)
                                         where r.id in (select unnest(cast(:runs as uuid[]))))
                         group by s.id having bool_and(r.state in (%s))
                        """.replace("%s", RunState.OVER))
                .param(
                        "runs",
                        TextArray.of(ended.stream().map(one -> "" + one.run()).toList()))
                .query((row, index) -> Happenings.finished(new Happenings.Study(
                        row.getObject("id", UUID.class),
                        row.getString("name"),
                        Optional.ofNullable(row.getObject("account_id", UUID.class)),
                        Optional.ofNullable(row.getObject("private_to", UUID.class)),
                        row.getString("last"),
                        row.getInt("runs"),
                        row.getInt("succeeded"),
                        row.getInt("failed"))))
                .list()
                .forEach(outbox::tell);
    }

    /** Putting a board together takes longer than everything else here, so it waits until somebody asks for it. */
    private void tellOfBoards(List<Ended> ended) {
        Map<Board, List<Ended>> boards = ended.stream()
                .filter(run -> run.state() == RunState.SUCCEEDED)
                .collect(Collectors.groupingBy(Ended::board));
        if (boards.isEmpty() || !isAskedFor(NotifiedEvent.NEW_BEST)) {
            return;
        }
        boards.forEach(
                (board, runs) -> leading(board, runs).forEach(best -> outbox.tell(Happenings.newBest(board, best))));
    }

    private List<Bests.NewBest> leading(Board board, List<Ended> runs) {
        Set<UUID> ids = runs.stream().map(Ended::run).collect(Collectors.toSet());
        return bests.with(ids, board.dataset(), board.backbone(), board.cutLayer());
    }

    private boolean isAskedFor(NotifiedEvent event) {
        return jdbc.sql("select exists (select from notification_destinations where :event = any(events))")
                .param("event", event.name())
                .query(Boolean.class)
                .single();
    }
}
