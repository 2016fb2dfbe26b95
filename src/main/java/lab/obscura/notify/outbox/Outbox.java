package lab.obscura.notify.outbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import lab.obscura.engine.settings.EnumId;
import lab.obscura.platform.ObscuraProperties;
import lab.obscura.queue.StorableText;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Messages that wait, and what became of the others. Each method is one statement. A message that is handed out is due again after a while:
 * whoever took it and died has sent it or not, and another one sends it once more, under the same id. No transaction is open meanwhile.
 */
@Component
public final class Outbox {

    /** How long a message waits after each attempt; behind the last one it is dead. The first is longer than an attempt can take. */
    public static final List<Duration> WAITS = List.of(
            Duration.ofSeconds(60),
            Duration.ofMinutes(2),
            Duration.ofMinutes(10),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(6),
            Duration.ofHours(12),
            Duration.ofMinutes(1));

    /** Messages that a destination gets within an hour; then one says that there are more. */
    public static final int MOST_AN_HOUR = 30;

    /** How long one can look up what became of a message. */
    static final Duration KEPT = Duration.ofDays(30);

    private static final String HELD_BACK = "More happened than fits here";

    private static final String SECONDS =
            WAITS.stream().map(wait -> "" + wait.toSeconds()).collect(Collectors.joining(",", "array[", "]"));

    /** Without accounts there is one person; what belongs to accounts sleeps until there are accounts again, and the other way round. */
    private static final String AWAKE = """
            (d.account_id is not null) = :people
               and not exists (select from accounts a where a.id = d.account_id and a.disabled_at is not null)
            """;

    private final JdbcClient jdbc;
    private final boolean hasAccounts;

    @Autowired
    Outbox(JdbcClient jdbc, ObscuraProperties properties) {
        this(jdbc, properties.auth().hasAccounts());
    }

    public Outbox(JdbcClient jdbc, boolean hasAccounts) {
        this.jdbc = jdbc;
        this.hasAccounts = hasAccounts;
    }

    /** Puts down a message for everybody who wants one; to be called in the transaction that forgets what it is made of. */
    void tell(Happening happening) {
        jdbc.sql("""
                        with told as (
                            select d.id, (select count(*) from notifications n where n.destination_id = d.id
                                             and n.created_at > current_instant() - interval '1 hour') >= :most as is_full
                              from notification_destinations d
                             where :event = any(d.events) and %s
                               and (not :people or :all or cast(d.account_id as text) = :owner)
                               and (not :people or :project = '' or exists (
                                       select from accounts a left join memberships m
                                           on m.account_id = a.id and cast(m.project_id as text) = :project
                                        where a.id = d.account_id and (a.role = 'ADMIN' or m.project_id is not null))))
                        insert into notifications (id, destination_id, event, occasion, title, body, link)
                        select gen_random_uuid(), id,
                               case when is_full then 'HELD_BACK' else :event end,
                               case when is_full then cast(date_trunc('hour', current_instant()) as text) else :occasion end,
                               case when is_full then :heldBack else :title end,
                               case when is_full then :most || ' messages within an hour are the limit: look at the pages' else :body end,
                               case when is_full then '/runs' else :link end
                          from told
                            on conflict (destination_id, event, occasion) do nothing
                        """.replace("%s", AWAKE))
                .param("people", hasAccounts)
                .param("most", MOST_AN_HOUR)
                .param("event", happening.event().name())
                .param("all", happening.concernsAll())
                .param("owner", happening.owner().map(UUID::toString).orElse(""))
                .param("project", happening.privateTo().map(UUID::toString).orElse(""))
                .param("occasion", happening.occasion())
                .param("heldBack", HELD_BACK)
                .param("title", StorableText.of(happening.title()))
                .param("body", StorableText.of(happening.body()))
                .param("link", happening.link())
                .update();
    }

    /** A message that says that messages arrive; false when the destination has had as many as it may within an hour. */
    public boolean test(UUID destination) {
        return jdbc.sql("""
                        insert into notifications (id, destination_id, event, occasion, title, body, link)
                        select :id, :destination, 'TEST', cast(:id as text), 'A test of Obscura',
                               'Messages arrive here. This one was asked for on the page Notifications.', '/notifications'
                         where (select count(*) from notifications n where n.destination_id = :destination
                                   and n.created_at > current_instant() - interval '1 hour') < :most
                        """)
                        .param("id", UUID.randomUUID())
                        .param("destination", destination)
                        .param("most", MOST_AN_HOUR)
                        .update()
                == 1;
    }

    /** Hands out the message that is due longest, to one who asks. */
    public Optional<Message> next() {
        return jdbc.sql("""
                        with head as (
                            select n.id from notifications n join notification_destinations d on d.id = n.destination_id
                             where n.standing = 'WAITING' and n.due_at <= current_instant() and n.attempts < :most and %s
                             order by n.due_at limit 1 for update of n skip locked)
                        update notifications n
                           set attempts = attempts + 1,
                               due_at = current_instant() + make_interval(secs => (%s)[attempts + 1])
                          from head, notification_destinations d
                         where n.id = head.id and d.id = n.destination_id
                        returning n.id as message, n.event, n.title, n.body, n.link, n.created_at as at, n.attempts, d.*
                        """.replaceFirst("%s", AWAKE).replaceFirst("%s", SECONDS))
                .param("people", hasAccounts)
                .param("most", WAITS.size())
                .query((row, index) -> message(row))
                .optional();
    }

    private static Message message(ResultSet row) throws SQLException {
        return new Message(
                row.getObject("message", UUID.class),
                Destinations.destination(row),
                row.getString("event").toLowerCase(java.util.Locale.ROOT).replace('_', '-'),
                row.getString("title"),
                row.getString("body"),
                row.getString("link"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getInt("attempts"));
    }

    public void sent(Message message) {
        jdbc.sql("""
                        update notifications set standing = 'SENT', error = '', ended_at = current_instant()
                         where id = :id and standing = 'WAITING'
                        """).param("id", message.id()).update();
    }

    /**
     * It did not arrive. What else waits for the same destination waits a little longer, so that one that is away does not hold up the others.
     *
     * @param isFinal whether another attempt would be in vain
     */
    public void failed(Message message, String error, boolean isFinal) {
        boolean isDead = isFinal || message.attempt() >= WAITS.size();
        jdbc.sql("""
                        update notifications
                           set error = case when id = :id then :error else error end,
                               standing = case when id = :id and :dead then 'DEAD' else standing end,
                               ended_at = case when id = :id and :dead then current_instant() end,
                               due_at = greatest(due_at, current_instant() + make_interval(secs => :wait))
                         where destination_id = :destination and standing = 'WAITING'
                        """)
                .param("id", message.id())
                .param("error", StorableText.of(error))
                .param("dead", isDead)
                .param("wait", (double) WAITS.get(0).toSeconds())
                .param("destination", message.destination().id())
                .update();
    }

    /** The newest first. */
    public List<Delivery> deliveries(String owner, int limit) {
        return jdbc.sql("""
                        select n.*, d.name as destination from notifications n
                          join notification_destinations d on d.id = n.destination_id
                         where d.account_id is not distinct from cast(nullif(:owner, '') as uuid)
                         order by n.created_at desc, n.id limit :limit
                        """)
                .param("owner", owner)
                .param("limit", limit)
                .query((row, index) -> new Delivery(
                        row.getObject("id", UUID.class),
                        row.getString("destination"),
                        row.getString("event")
                                .toLowerCase(java.util.Locale.ROOT)
                                .replace('_', '-'),
                        row.getString("title"),
                        row.getString("link"),
                        EnumId.of(Delivery.State.valueOf(row.getString("standing"))),
                        row.getInt("attempts"),
                        row.getString("error"),
                        row.getObject("created_at", OffsetDateTime.class).toInstant(),
                        row.getString("standing").equals("WAITING")
                                ? row.getObject("due_at", OffsetDateTime.class).toInstant()
                                : null))
                .list();
    }

    /** Forgets old messages, and gives up those whose last attempt ended without a word. Gives how many it gave up. */
    public int sweep() {
        jdbc.sql("delete from notifications where created_at < current_instant() - make_interval(days => :days)")
                .param("days", (int) KEPT.toDays())
                .update();
        return jdbc.sql("""
                        update notifications
                           set standing = 'DEAD', ended_at = current_instant(),
                               error = case error when '' then 'the service ended while it was sent' else error end
                         where standing = 'WAITING' and attempts >= :most and due_at <= current_instant()
                        """).param("most", WAITS.size()).update();
    }
}
