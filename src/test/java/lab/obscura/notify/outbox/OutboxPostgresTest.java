package lab.obscura.notify.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lab.obscura.account.Actor;
import lab.obscura.board.Bests;
import lab.obscura.queue.Claim;
import lab.obscura.queue.QueueFixture;
import lab.obscura.queue.RunId;
import lab.obscura.queue.WorkerInfo;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

class OutboxPostgresTest {

    private static final String NOBODY = "";

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
        outbox = new Outbox(fixture.jdbc, false);
        endings = endings(fixture.jdbc, outbox);
    }

    private RunEndings endings(JdbcClient jdbc, Outbox into) {
        var manager = new JdbcTransactionManager(fixture.database.dataSource());
        return new RunEndings(jdbc, manager, into, Mockito.mock(Bests.class));
    }

    private Destination destination(NotifiedEvent... events) {
        return destination(NOBODY, events);
    }

    private Destination destination(String owner, NotifiedEvent... events) {
        var destination = new Destination(
                UUID.randomUUID(),
                DestinationKind.SLACK,
                "a channel",
                "https://hooks.example.org/secret",
                "",
                List.of(events),
                Instant.EPOCH);
        destinations.insert(owner, destination, 10);
        return destination;
    }

    private void aRunEndsBadly() {
        fixture.submit();
        fixture.leases.fail(fixture.claim(worker), "x");
    }

    private List<Message> due() {
        return Stream.generate(outbox::next)
                .takeWhile(Optional::isPresent)
                .flatMap(Optional::stream)
                .toList();
    }

    private int waitingEnds() {
        return fixture.jdbc
                .sql("select count(*) from run_endings")
                .query(Integer.class)
                .single();
    }

    @Test
    void nobodyIsToldUnlessHeAsked() {
        fixture.submit();
        fixture.leases.fail(fixture.claim(worker), "before anybody asked");
        assertThat(waitingEnds()).isZero();
        destination(NotifiedEvent.NEW_BEST);
        fixture.submit();
        fixture.leases.fail(fixture.claim(worker), "of no interest");

        assertThat(endings.takeUp()).isEqualTo(1);
        assertThat(due()).isEmpty();
    }

    @Test
    void aFailedRunIsToldWithItsReason() {
        destination(NotifiedEvent.RUN_FAILED);
        RunId run = fixture.submit();
        fixture.leases.fail(fixture.claim(worker), "Loss became NaN at epoch 3");

        endings.takeUp();

        assertThat(due()).singleElement().satisfies(message -> {
            assertThat(message.event()).isEqualTo("run-failed");
            assertThat(message.title()).isEqualTo("Failed: an experiment, seed 125");
            assertThat(message.body()).isEqualTo("Loss became NaN at epoch 3");
            assertThat(message.link()).isEqualTo("/runs/" + run);
            assertThat(message.attempt()).isEqualTo(1);
        });
    }

    @Test
    void aTransactionThatIsRolledBackLeavesNoMessage() {
        destination(NotifiedEvent.RUN_FAILED);
        fixture.submit();
        Claim claim = fixture.claim(worker);

        fixture.transactions.executeWithoutResult(status -> {
            fixture.leases.fail(claim, "not for good");
            status.setRollbackOnly();
        });
        int afterRollback = endings.takeUp();
        fixture.leases.fail(claim, "for good");

        assertThat(afterRollback).isZero();
        assertThat(endings.takeUp()).isEqualTo(1);
        assertThat(due()).extracting(Message::body).containsExactly("for good");
    }

    @Test
    void anEndWhoseMessagesCannotBeWrittenIsTakenUpAgain() {
        destination(NotifiedEvent.RUN_FAILED);
        fixture.submit();
        fixture.leases.fail(fixture.claim(worker), "told twice, written once");
        var together = new RunEndings(
                fixture.jdbc, fixture.transactions.getTransactionManager(), outbox, Mockito.mock(Bests.class));

        fixture.transactions.executeWithoutResult(status -> {
            together.takeUp();
            status.setRollbackOnly(); // as when the connection is cut
        });

        assertThat(endings.takeUp()).isEqualTo(1);
        assertThat(due()).hasSize(1);
    }

    @Test
    void whoDiesBetweenSendingAndWritingItDownMakesOneMoreUnderTheSameId() {
        destination(NotifiedEvent.RUN_FAILED);
        fixture.submit();
        fixture.leases.fail(fixture.claim(worker), "x");
        endings.takeUp();

        Message first = outbox.next().orElseThrow(); // sent, and the process is gone
        boolean isTakenMeanwhile = outbox.next().isPresent();
        fixture.advance(Outbox.WAITS.get(0).plusSeconds(1));
        Message second = outbox.next().orElseThrow();
        outbox.sent(second);
        fixture.advance(Duration.ofDays(2));

        assertThat(isTakenMeanwhile).isFalse();
        assertThat(second.id()).isEqualTo(first.id());
        assertThat(second.attempt()).isEqualTo(2);
        assertThat(outbox.next()).isEmpty();
        assertThat(outbox.deliveries(NOBODY, 5))
                .extracting(Delivery::state, Delivery::attempts, Delivery::error)
                .containsExactly(tuple("sent", 2, ""));
    }

    @Test
    void aMessageThatNeverArrivesIsDeadAfterItsLastAttempt() {
        Destination away = destination(NotifiedEvent.RUN_FAILED);
        outbox.test(away.id());

        List<Integer> attempts = new ArrayList<>();
        var passed = Duration.ZERO;
        for (Duration wait : Outbox.WAITS) {
            Message message = outbox.next().orElseThrow();
            outbox.failed(message, "it answered 500", false);
            attempts.add(message.attempt());
            passed = passed.plus(wait).plusSeconds(61);
            fixture.advance(passed);
        }

        assertThat(attempts)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 8).boxed().toList());
        assertThat(outbox.next()).isEmpty();
        assertThat(outbox.deliveries(NOBODY, 5)).singleElement().satisfies(delivery -> {
            assertThat(delivery.state()).isEqualTo("dead");
            assertThat(delivery.error()).isEqualTo("it answered 500");
            assertThat(delivery.dueAt()).isNull();
        });
    }

    @Test
    void oneWhoseSenderDiedAtTheLastAttemptIsGivenUp() {
        outbox.test(destination(NotifiedEvent.RUN_FAILED).id());
        fixture.jdbc
                .sql("update notifications set attempts = 8, due_at = current_instant()")
                .update();

        assertThat(outbox.next()).isEmpty();
        assertThat(outbox.sweep()).isEqualTo(1);
        assertThat(outbox.deliveries(NOBODY, 5))
                .extracting(Delivery::error)
                .containsExactly("the service ended while it was sent");
    }

    @Test
    void whatIsAwayHoldsUpNobodyElse() {
        Destination away = destination(NotifiedEvent.RUN_FAILED);
        Destination there = destination(NotifiedEvent.RUN_FAILED);
        outbox.test(away.id());
        outbox.test(away.id());
        outbox.test(there.id());

        Message failed = outbox.next().orElseThrow();
        outbox.failed(failed, "no answer", false);

        assertThat(due()).extracting(message -> message.destination().id()).containsExactly(there.id());
    }

    @Test
    void severalServicesSendNothingTwice() throws Exception {
        destination(NotifiedEvent.RUN_FAILED);
        IntStream.range(0, 5).forEach(i -> destination(NotifiedEvent.RUN_FAILED));
        int runs = 25;
        IntStream.range(0, runs).forEach(i -> aRunEndsBadly());
        Callable<List<UUID>> service = () -> {
            var jdbc = JdbcClient.create(fixture.database.dataSource());
            var own = new Outbox(jdbc, false);
            var taking = endings(jdbc, own);
            List<UUID> sent = new ArrayList<>();
            for (int round = 0; round < 20; round++) {
                taking.takeUp();
                for (var next = own.next(); next.isPresent(); next = own.next()) {
                    sent.add(next.get().id());
                    own.sent(next.get());
                }
            }
            return sent;
        };

        ExecutorService services = Executors.newFixedThreadPool(4);
        List<UUID> all = new ArrayList<>();
        for (Future<List<UUID>> sent : services.invokeAll(List.of(service, service, service, service))) {
            all.addAll(sent.get());
        }
        services.shutdown();

        assertThat(all).doesNotHaveDuplicates().hasSize(6 * runs);
    }

    @Test
    void aDestinationGetsSoManyMessagesAnHourAndOneThatSaysThereAreMore() {
        Destination flooded = destination(NotifiedEvent.RUN_FAILED);
        int runs = Outbox.MOST_AN_HOUR + 5;
        IntStream.range(0, runs).forEach(i -> aRunEndsBadly());

        endings.takeUp();

        List<Message> messages = due();
        assertThat(messages).hasSize(Outbox.MOST_AN_HOUR + 1);
        assertThat(messages)
                .filteredOn(message -> message.event().equals("held-back"))
                .hasSize(1);
        assertThat(outbox.test(flooded.id())).isFalse();
        fixture.advance(Duration.ofMinutes(61));
        assertThat(outbox.test(flooded.id())).isTrue();
    }

    @Test
    void aStudyIsFinishedOnceAndAgainAfterARetry() {
        destination(NotifiedEvent.STUDY_FINISHED);
        RunId one = fixture.submit();
        RunId other = fixture.submit();
        study("Two runs", one, other);

        fixture.leases.fail(fixture.claim(worker), "x");
        endings.takeUp();
        assertThat(due()).as("one still waits").isEmpty();
        fixture.queue.cancel(other, Actor.ANONYMOUS, "enough");
        fixture.jdbc
                .sql("insert into run_endings (run_id, state, reason) select run_id, state, reason from run_endings")
                .update(); // two that each look as if they were the last
        endings.takeUp();

        assertThat(due()).singleElement().satisfies(message -> {
            assertThat(message.title()).isEqualTo("Study finished: Two runs");
            assertThat(message.body()).isEqualTo("0 of its 2 runs succeeded, 1 failed, 1 were cancelled");
        });
        fixture.queue.retry(one, Actor.ANONYMOUS, "again");
        fixture.leases.succeed(fixture.claim(worker));
        endings.takeUp();
        assertThat(due()).extracting(Message::body).containsExactly("1 of its 2 runs succeeded, 1 were cancelled");
    }

    private void study(String name, RunId... runs) {
        UUID study = UUID.randomUUID();
        fixture.jdbc
                .sql("insert into studies (id, name, submitter, posted) values (:id, :name, 'ada', '{}')")
                .param("id", study)
                .param("name", name)
                .update();
        fixture.jdbc
                .sql("""
                        insert into study_cells (study_id, number, labels, experiment_id, seeds, seconds)
                        select :study, row_number() over (), '[]', experiment_id, array[seed], 1 from runs where id in (:runs)
                        """)
                .param("study", study)
                .param("runs", Stream.of(runs).map(RunId::value).toList())
                .update();
    }

    @Test
    void aDestinationThatIsRemovedTakesItsMessagesAlong() {
        Destination gone = destination(NotifiedEvent.RUN_FAILED);
        outbox.test(gone.id());

        destinations.delete(gone.id());

        assertThat(due()).isEmpty();
        assertThat(outbox.deliveries(NOBODY, 5)).isEmpty();
    }

    @Test
    void whatBecameOfAMessageIsKeptForAMonth() {
        outbox.test(destination(NotifiedEvent.RUN_FAILED).id());
        outbox.sent(outbox.next().orElseThrow());

        fixture.advance(Duration.ofDays(29));
        outbox.sweep();
        assertThat(outbox.deliveries(NOBODY, 5)).hasSize(1);
        fixture.advance(Duration.ofDays(31));
        outbox.sweep();
        assertThat(outbox.deliveries(NOBODY, 5)).isEmpty();
    }
}
