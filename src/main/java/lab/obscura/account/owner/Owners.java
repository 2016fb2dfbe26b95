package lab.obscura.account.owner;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import lab.obscura.account.Actor;
import lab.obscura.platform.web.ErrorType;
import lab.obscura.platform.web.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Says who may change what. Something that is not there belongs to nobody: who looks for it finds that out. */
@Component
public final class Owners {

    private final JdbcClient jdbc;

    public Owners(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Refuses who is neither owner nor admin; where there are no accounts, nobody. */
    public void check(Actor actor, Owned kind, UUID id) {
        check(actor, kind, id.toString());
    }

    /** The same for what has a name. */
    public void check(Actor actor, Owned kind, String id) {
        if (actor.isFree()) {
            return;
        }
        Optional<Row> row = jdbc.sql("select submitter, coalesce(cast(account_id as text), '') as account from "
                        + kind.table() + " where id = " + kind.key())
                .param("id", id)
                .query((found, index) -> new Row(found.getString("submitter"), found.getString("account")))
                .optional();
        if (row.filter(found -> !actor.mayChange(found.account())).isPresent()) {
            throw new Problem(
                    ErrorType.NOT_OWNER,
                    "This " + kind.word() + " was submitted by " + row.get().submitter() + ", you are " + actor.name()
                            + ". Ask them, or an admin");
        }
    }

    private record Row(String submitter, String account) {}

    /** Refuses who is not the owner of all of these runs. */
    public void checkRuns(Actor actor, Collection<UUID> runs) {
        int foreign = foreignRuns(actor, runs).size();
        if (foreign > 0) {
            throw new Problem(
                    ErrorType.NOT_OWNER,
                    foreign + " of its " + runs.size() + " runs were submitted by others, you are " + actor.name()
                            + ". Ask them, or an admin");
        }
    }

    /** Those runs among these that somebody may not change. */
    public Set<UUID> foreignRuns(Actor actor, Collection<UUID> runs) {
        if (actor.isFree() || runs.isEmpty()) {
            return Set.of();
        }
        List<UUID> foreign = jdbc.sql("""
                        select id from runs
                         where id in (:runs) and (account_id is null or cast(account_id as text) <> :account)
                        """)
                .param("runs", runs)
                .param("account", actor.account())
                .query(UUID.class)
                .list();
        return new HashSet<>(foreign);
    }
}
