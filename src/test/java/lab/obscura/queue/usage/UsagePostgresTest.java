package lab.obscura.queue.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import lab.obscura.account.Actor;
import lab.obscura.engine.progress.RunEvent;
import lab.obscura.queue.Claim;
import lab.obscura.queue.QueueFixture;
import lab.obscura.queue.RunId;
import lab.obscura.queue.Written;
import org.junit.jupiter.api.Test;

/** What attempts used, however they ended. */
class UsagePostgresTest {

    private final QueueFixture fixture = new QueueFixture();
    private final Usages usages = new Usages(fixture.jdbc);

    @Test
    void everyAttemptCountsWithWhatItSaidLast() {
        RunId run = fixture.submit("ada", 0);
        Claim first = fixture.claim(fixture.worker("w"));
        fixture.journal.used(first, new RunEvent.Used(1, 0, -1));
        fixture.journal.used(first, new RunEvent.Used(7, 0, -1));
        fixture.leases.fail(first, "broken");
        fixture.queue.retry(run, Actor.ANONYMOUS, "again");
        Claim second = fixture.claim(fixture.worker("w"));
        fixture.journal.used(second, new RunEvent.Used(3, 2, 500));
        fixture.queue.cancel(run, Actor.ANONYMOUS, "enough");
        fixture.leases.cancelled(second, "cancelled");

        Usage used = usages.ofRuns(List.of(run));

        assertThat(used).isEqualTo(new Usage(10, 2, 500.0, 2, 1));
    }

    @Test
    void whoHasLostTheLeaseSaysNothingMore() {
        RunId run = fixture.submit("ada", 0);
        Claim claim = fixture.claim(fixture.worker("w"));
        fixture.leases.fail(claim, "over");

        assertThat(fixture.journal.used(claim, new RunEvent.Used(9, 0, -1))).isEqualTo(Written.NOT_OWNER);
        assertThat(usages.ofRuns(List.of(run))).isEqualTo(Usage.NOTHING);
    }

    @Test
    void anEnergyThatIsNoLongerKnownIsTakenBack() {
        RunId run = fixture.submit("ada", 0);
        Claim claim = fixture.claim(fixture.worker("w"));

        fixture.journal.used(claim, new RunEvent.Used(1, 1, 300));
        fixture.journal.used(claim, new RunEvent.Used(2, 2, -1));

        assertThat(usages.ofRuns(List.of(run))).isEqualTo(new Usage(2, 2, null, 1, 0));
    }

    @Test
    void expectationsComeFromWhatAttemptsUsedPerSecond() {
        fixture.submit("ada", 0);
        Claim claim = fixture.claim(fixture.worker("w"));
        fixture.journal.used(claim, new RunEvent.Used(1, 0, -1));
        Expected assumed = usages.rates().expect(100, false);
        fixture.jdbc
                .sql("update attempt_usage set started_at = last_at - interval '50 seconds', processor_seconds = 95")
                .update();
        Expected measured = usages.rates().expect(100, false);
        fixture.jdbc
                .sql("update attempt_usage set card_seconds = 50, joules = 15000")
                .update();
        Expected onCard = usages.rates().expect(100, true);

        assertThat(assumed.processorSeconds()).isEqualTo(100);
        assertThat(assumed.basis()).contains("an assumption");
        assertThat(measured.processorSeconds()).isCloseTo(190, within(1e-6));
        assertThat(measured.basis()).isEqualTo("1.9 processors busy in the last 1 attempts");
        assertThat(measured.joules()).isNull();
        assertThat(onCard.cardSeconds()).isEqualTo(100);
        assertThat(onCard.joules()).isCloseTo(30_000, within(1e-6));
    }

    @Test
    void nothingCountsThatIsOlderThanTheWindowOrOfSomebodyElse() {
        var nobody = java.util.UUID.randomUUID();

        assertThat(usages.ofAccount(nobody, Duration.ofDays(30))).isEqualTo(Usage.NOTHING);
        assertThat(usages.ofProject(nobody, Duration.ofDays(30))).isEqualTo(Usage.NOTHING);
    }
}
