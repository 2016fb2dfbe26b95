package lab.obscura.notify.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import lab.obscura.board.Bests;
import lab.obscura.queue.QueueFixture;
import lab.obscura.queue.RunId;
import lab.obscura.queue.WorkerInfo;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** Who is told of what, where there are accounts. */
class OutboxOfPeoplePostgresTest {

    private QueueFixture fixture;
    private WorkerInfo worker;
    private Destinations destinations;
    private Outbox outbox;
    private RunEndings endings;

    @BeforeEach
    void newQueue() {
        fixture = new QueueFixture();
        worker = fixture.worker("alpha");
        destinations = new Destinations(fixture.jdbc);
        outbox = new Outbox(fixture.jdbc, true);
        var manager = new JdbcTransactionManager(fixture.database.dataSource());
        endings = new RunEndings(fixture.jdbc, manager, outbox, Mockito.mock(Bests.class));
    }

    private UUID account(String name, String role) {
        UUID id = UUID.randomUUID();
        fixture.jdbc
                .sql(
                        "insert into accounts (id, name, role, origin, password_hash) values (:id, :name, :role, 'LOCAL', '-')")
                .param("id", id)
                .param("name", name)
                .param("role", role)
                .update();
        destination("" + id);
        return id;
    }

    private void destination(String owner) {
        var destination = new Destination(
                UUID.randomUUID(),
                DestinationKind.SLACK,
                "a channel",
                "https://hooks.example.org/secret",
                "",
                List.of(NotifiedEvent.RUN_FAILED),
                Instant.EPOCH);
        destinations.insert(owner, destination, 10);
    }

    private RunId failedRunOf(UUID account) {
        RunId run = fixture.submit();
        fixture.jdbc
                .sql("update runs set account_id = :account where id = :run")
                .param("account", account)
                .param("run", run.value())
                .update();
        fixture.leases.fail(fixture.claim(worker), "x");
        return run;
    }

    private UUID projectOf(UUID member) {
        UUID project = UUID.randomUUID();
        fixture.jdbc
                .sql("insert into projects (id, name) values (:id, 'vision')")
                .param("id", project)
                .update();
        fixture.jdbc
                .sql("insert into memberships (project_id, account_id) values (:project, :account)")
                .param("project", project)
                .param("account", member)
                .update();
        return project;
    }

    private void makePrivate(RunId run, UUID project) {
        fixture.jdbc
                .sql(
                        "update experiments set project_id = :project, private_to = :project where id = (select experiment_id from runs where id = :run)")
                .param("project", project)
                .param("run", run.value())
                .update();
    }

    private List<String> told() {
        endings.takeUp();
        return Stream.generate(outbox::next)
                .takeWhile(Optional::isPresent)
                .flatMap(Optional::stream)
                .map(Message::link)
                .toList();
    }

    @Test
    void onlyTheOwnerIsTold() {
        UUID ada = account("ada", "SUBMITTER");
        UUID bob = account("bob", "ADMIN");
        destination("");
        RunId hers = failedRunOf(ada);

        assertThat(told()).containsExactly("/runs/" + hers);
        assertThat(outbox.deliveries("" + ada, 5)).hasSize(1);
        assertThat(outbox.deliveries("" + bob, 5)).isEmpty();
        assertThat(outbox.deliveries("", 5)).isEmpty();
    }

    @Test
    void whatBelongsToAccountsSleepsWhereThereAreNone() {
        failedRunOf(account("ada", "SUBMITTER"));
        endings.takeUp();

        assertThat(new Outbox(fixture.jdbc, false).next()).isEmpty();
        assertThat(outbox.next()).isPresent();
    }

    @Test
    void aLockedAccountIsToldNothing() {
        failedRunOf(account("eve", "SUBMITTER"));
        endings.takeUp();
        fixture.jdbc.sql("update accounts set disabled_at = now()").update();

        assertThat(outbox.next()).isEmpty();
    }

    @Test
    void ofWhatIsPrivateToAProjectItsOwnerIsToldWhileAMember() {
        UUID ada = account("ada", "SUBMITTER");
        RunId inside = failedRunOf(ada);
        makePrivate(inside, projectOf(ada));
        assertThat(told()).containsExactly("/runs/" + inside);

        fixture.jdbc.sql("delete from memberships").update();
        RunId outside = failedRunOf(ada);
        fixture.jdbc
                .sql(
                        "update experiments set project_id = p.id, private_to = p.id from projects p where experiments.id = (select experiment_id from runs where id = :run)")
                .param("run", outside.value())
                .update();

        assertThat(told()).isEmpty();
    }
}
