package lab.obscura.notify.outbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import lab.obscura.queue.TextArray;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps where people want to be told. An empty owner is whoever uses a service without accounts. */
@Component
public final class Destinations {

    private static final String OWNED = "account_id is not distinct from cast(nullif(:owner, '') as uuid)";

    private final JdbcClient jdbc;

    public Destinations(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** In the order in which they were made. */
    public List<Destination> of(String owner) {
        return jdbc.sql("select * from notification_destinations where " + OWNED + " order by created_at, id")
                .param("owner", owner)
                .query((row, index) -> destination(row))
                .list();
    }

    public Optional<Destination> find(String owner, UUID id) {
        return jdbc.sql("select * from notification_destinations where id = :id and " + OWNED)
                .param("id", id)
                .param("owner", owner)
                .query((row, index) -> destination(row))
                .optional();
    }

    /** False when the owner has so many already; nothing is stored then. */
    public boolean insert(String owner, Destination destination, int most) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('destinations ' || :owner, 0))")
                .param("owner", owner)
                .query()
                .singleRow();
        return jdbc.sql("""
                        insert into notification_destinations (id, account_id, kind, name, target, secret, events)
                        select :id, cast(nullif(:owner, '') as uuid), :kind, :name, :target, nullif(:secret, ''),
                               cast(:events as text[])
                         where (select count(*) from notification_destinations where %s) < :most
                        """.replace("%s", OWNED))
                        .param("id", destination.id())
                        .param("owner", owner)
                        .param("kind", destination.kind().name())
                        .param("name", destination.name())
                        .param("target", destination.target())
                        .param("secret", destination.secret())
                        .param("events", names(destination.events()))
                        .param("most", most)
                        .update()
                == 1;
    }

    /** Of what it is told from now on. */
    public void choose(UUID id, List<NotifiedEvent> events) {
        jdbc.sql("update notification_destinations set events = cast(:events as text[]) where id = :id")
                .param("events", names(events))
                .param("id", id)
                .update();
    }

    /** With all that waits for it. */
    public void delete(UUID id) {
        jdbc.sql("delete from notification_destinations where id = :id")
                .param("id", id)
                .update();
    }

    private static String names(List<NotifiedEvent> events) {
        return TextArray.of(events.stream().map(Enum::name).toList());
    }

    /** Of a row with the columns of the table. */
    static Destination destination(ResultSet row) throws SQLException {
        return new Destination(
                row.getObject("id", UUID.class),
                DestinationKind.valueOf(row.getString("kind")),
                row.getString("name"),
                row.getString("target"),
                Optional.ofNullable(row.getString("secret")).orElse(""),
                Stream.of((String[]) row.getArray("events").getArray())
                        .map(NotifiedEvent::valueOf)
                        .toList(),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
