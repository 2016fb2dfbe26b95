package lab.obscura.account.project;

import java.util.Optional;
import java.util.UUID;
import lab.obscura.account.Actor;
import lab.obscura.account.Sight;
import lab.obscura.account.audit.AuditAction;
import lab.obscura.account.audit.AuditTrail;
import lab.obscura.account.owner.Owned;
import lab.obscura.account.owner.Owners;
import lab.obscura.platform.web.ErrorType;
import lab.obscura.platform.web.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Shows experiments and studies to everybody, or takes them back to their project. The experiments of a private study are private to the same
 * project or public, and a public study holds none that is private: nobody learns of one by the other.
 */
@Component
class Publishing {

    /** The experiments of a study that belong to its project. */
    private static final String OWN_EXPERIMENTS = """
            select c.experiment_id from study_cells c
              join studies s on s.id = c.study_id
              join experiments e on e.id = c.experiment_id
             where s.id = :id and e.project_id = s.project_id""";

    /** Where else these experiments stand and are seen by others than their project. */
    private static final String SHOWN = """
            select from study_cells other
              join studies s on s.id = other.study_id
              join experiments e on e.id = other.experiment_id
             where e.id in ({these}) and s.id <> :id and s.private_to is distinct from e.project_id""";

    private final JdbcClient jdbc;
    private final Owners owners;
    private final AuditTrail audit;

    Publishing(JdbcClient jdbc, Owners owners, AuditTrail audit) {
        this.jdbc = jdbc;
        this.owners = owners;
        this.audit = audit;
    }

    /** What can be shown to everybody. */
    enum Thing {
        EXPERIMENT(Owned.EXPERIMENT, "experiments", ":id", ErrorType.UNKNOWN_EXPERIMENT, "No experiment has the id"),
        STUDY(Owned.STUDY, "studies", OWN_EXPERIMENTS, ErrorType.UNKNOWN_STUDY, "No study has the id");

        private final Owned owned;
        private final String table;
        private final String experiments;
        private final ErrorType unknown;
        private final String sentence;

        Thing(Owned owned, String table, String experiments, ErrorType unknown, String sentence) {
            this.owned = owned;
            this.table = table;
            this.experiments = experiments;
            this.unknown = unknown;
            this.sentence = sentence;
        }
    }

    @Transactional
    VisibilityView publish(Thing thing, String reference, Actor actor) {
        UUID id = changed(thing, reference, actor);
        if (thing == Thing.STUDY) {
            jdbc.sql("update experiments set private_to = null where id in (" + OWN_EXPERIMENTS + ")")
                    .param("id", id)
                    .update();
        }
        audit.note(AuditAction.PUBLISH, id.toString());
        return set(thing, id, "null");
    }

    /** @throws Problem when it belongs to no project, or a study that others see shows it */
    @Transactional
    VisibilityView withdraw(Thing thing, String reference, Actor actor) {
        UUID id = changed(thing, reference, actor);
        if (view(thing, id).project() == null) {
            throw new Problem(
                    ErrorType.ILLEGAL_STATE,
                    "It belongs to no project, so nobody would see it. Post it again with project=NAME, or delete it");
        }
        boolean isShown = jdbc.sql("select exists (" + SHOWN.replace("{these}", thing.experiments) + ")")
                .param("id", id)
                .query(Boolean.class)
                .single();
        if (isShown) {
            throw new Problem(
                    ErrorType.ILLEGAL_STATE,
                    "A study that others see shows it. Withdraw that study, or delete it, first");
        }
        if (thing == Thing.STUDY) {
            jdbc.sql("update experiments set private_to = project_id where id in (" + OWN_EXPERIMENTS + ")")
                    .param("id", id)
                    .update();
        }
        audit.note(AuditAction.WITHDRAW, id.toString());
        return set(thing, id, "project_id");
    }

    private VisibilityView set(Thing thing, UUID id, String privateTo) {
        jdbc.sql("update " + thing.table + " set private_to = " + privateTo + " where id = :id")
                .param("id", id)
                .update();
        return view(thing, id);
    }

    /** The id of what the actor may change; until the transaction ends no study comes to share it. */
    private UUID changed(Thing thing, String reference, Actor actor) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('shared experiments', 0))")
                .query()
                .singleRow();
        UUID id = owned(thing, reference, actor);
        if (thing == Thing.STUDY && !actor.isFree()) {
            int foreign = jdbc.sql("select count(*) from experiments where id in (" + OWN_EXPERIMENTS
                            + ") and cast(account_id as text) is distinct from :account")
                    .param("id", id)
                    .param("account", actor.account())
                    .query(Integer.class)
                    .single();
            if (foreign > 0) {
                throw new Problem(
                        ErrorType.NOT_OWNER,
                        foreign + " of its experiments were submitted by others, you are " + actor.name()
                                + ". Ask them, or an admin");
            }
        }
        return id;
    }

    private UUID owned(Thing thing, String reference, Actor actor) {
        UUID id = id(thing, reference)
                .orElseThrow(
                        () -> Problem.unknown(thing.unknown, thing.sentence, reference, "latest names the last one"));
        owners.check(actor, thing.owned, id);
        return id;
    }

    private Optional<UUID> id(Thing thing, String reference) {
        boolean isLatest = reference.equals("latest");
        return jdbc.sql("select e.id from " + thing.table + " e where "
                        + (isLatest ? "true" : "cast(e.id as text) = lower(:reference)") + " and " + Sight.of("e")
                        + " order by e.created_at desc limit 1")
                .param("reference", reference)
                .param(Sight.VIEWER, Sight.viewer())
                .query(UUID.class)
                .optional();
    }

    private VisibilityView view(Thing thing, UUID id) {
        return jdbc.sql("select p.name, e.private_to is null as public from " + thing.table
                        + " e left join projects p on p.id = e.project_id where e.id = :id")
                .param("id", id)
                .query((row, index) -> new VisibilityView(
                        id, row.getString("name"), row.getBoolean("public") ? Projects.PUBLIC : Projects.PROJECT))
                .single();
    }
}
