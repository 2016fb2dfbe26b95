package lab.obscura.account.audit;

import jakarta.servlet.http.HttpServletRequest;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.List;
import lab.obscura.account.SignedIn;
import lab.obscura.platform.web.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes and reads the audit. */
@Component
public final class Audit {

    private static final int LONGEST = 300;

    private final JdbcClient jdbc;

    public Audit(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Who did something, from where.
     *
     * @param actor name of the account; what was typed where a login failed
     * @param address of the client, as the service sees it
     */
    public record Who(String actor, String address) {

        /** Who sent this request. */
        public static Who of(HttpServletRequest request) {
            return new Who(SignedIn.current().map(SignedIn::name).orElse(""), request.getRemoteAddr());
        }
    }

    /** Adds a line; text of clients is cut and put on one line. */
    public void record(Who who, AuditAction action, String subject, String detail) {
        jdbc.sql("""
                        insert into audit (actor, address, action, subject, detail)
                        values (:actor, :address, :action, :subject, :detail)
                        """)
                .param("actor", cut(who.actor()))
                .param("address", who.address())
                .param("action", action.word())
                .param("subject", cut(subject))
                .param("detail", cut(detail))
                .update();
    }

    private static String cut(String text) {
        String line = Problem.oneLine(text).replace("\u0000", "");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }

    /** The newest first; an empty filter is none. */
    List<AuditView.Line> page(AuditFilter filter, long before, int limit) {
        return jdbc.sql("""
                        select * from audit
                         where id < :before and (:actor = '' or actor = :actor) and (:action = '' or action = :action)
                         order by id desc limit :limit
                        """)
                .param("before", before)
                .param("actor", filter.actor())
                .param("action", filter.action())
                .param("limit", limit)
                .query((row, index) -> new AuditView.Line(
                        row.getLong("id"),
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getString("actor"),
                        row.getString("address"),
                        row.getString("action"),
                        row.getString("subject"),
                        row.getString("detail")))
                .list();
    }

    /** Which lines are asked for; empty is all. */
    record AuditFilter(String actor, String action) {}

    /** Prepares the partition of a month. */
    public void prepare(YearMonth month) {
        String name = table(month);
        boolean isThere = jdbc.sql("select to_regclass(:name) is not null")
                .param("name", name)
                .query(Boolean.class)
                .single();
        if (!isThere) {
            jdbc.sql("create table " + name + " partition of audit for values from ('" + month.atDay(1)
                            + " 00:00Z') to ('" + month.plusMonths(1).atDay(1) + " 00:00Z')")
                    .update();
            jdbc.sql("create trigger " + name + "_stays before truncate on " + name
                            + " for each statement execute function audit_is_append_only()")
                    .update();
        }
    }

    /** Drops the months before this one; gives their names. */
    public List<String> dropBefore(YearMonth first) {
        List<String> old =
                jdbc.sql("""
                        select child.relname from pg_inherits join pg_class child on child.oid = inhrelid
                         where inhparent = cast('audit' as regclass) and child.relname ~ '^audit_[0-9]{4}_[0-9]{2}$'
                           and child.relname < :first
                         order by 1
                        """).param("first", table(first)).query(String.class).list();
        old.forEach(name -> jdbc.sql("drop table " + name).update());
        return old;
    }

    private static String table(YearMonth month) {
        return "audit_" + month.toString().replace('-', '_');
    }
}
