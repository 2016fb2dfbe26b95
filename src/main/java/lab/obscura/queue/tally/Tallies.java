package lab.obscura.queue.tally;

import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Counts in the database. A number that is lost with a connection is logged, and holds up nothing. */
@Component
public final class Tallies {

    private static final Logger LOG = LoggerFactory.getLogger(Tallies.class);

    private final JdbcClient jdbc;

    public Tallies(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public void add(Tally tally) {
        add(tally, "", 1);
    }

    /**
     * Counts on.
     *
     * @param label which kind; empty where there is one only
     */
    public void add(Tally tally, String label, int more) {
        try {
            jdbc.sql("""
                            insert into tallies (name, label, count) values (:name, :label, :more)
                                on conflict (name, label) do update set count = tallies.count + excluded.count
                            """)
                    .param("name", tally.word())
                    .param("label", label)
                    .param("more", more)
                    .update();
        } catch (DataAccessException away) {
            LOG.warn("event=tally-lost tally={} label={} more={}", tally.word(), label, more);
        }
    }

    /** Name, a space and the label, to how often. */
    Map<String, Long> all() {
        Map<String, Long> all = new HashMap<>();
        jdbc.sql("select name, label, count from tallies").query(row -> {
            all.put(key(row.getString("name"), row.getString("label")), row.getLong("count"));
        });
        return all;
    }

    static String key(String name, String label) {
        return name + " " + label;
    }
}
