package lab.obscura.execution.pilot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import lab.obscura.execution.link.LinkFixture;
import lab.obscura.queue.QueueFixture;
import lab.obscura.queue.WorkerInfo;
import lab.obscura.queue.WorkerInfo.Prospect;
import org.junit.jupiter.api.Test;

/** When a pilot ends by itself, and what the book says of it. */
class PilotLifePostgresTest {

    private static final Instant START = Instant.parse("2026-11-29T12:00:00Z");

    private final QueueFixture queue = new QueueFixture();
    private final AtomicInteger ends = new AtomicInteger();
    private Instant now = START;

    @Test
    void itEndsWhenItHasHadNothingToDoForLong() {
        PilotLife life = life(Map.of("exit-when-idle", "60s"), Instant.MAX);
        life.foundNothing();

        after(59, life);
        assertThat(ends).hasValue(0);

        after(1, life);
        after(1, life);
        assertThat(ends).hasValue(1);
        life.ended();
        assertThat(said()).isEqualTo("nothing to do for 60 s");
    }

    /** It starts on a busy node: whoever has not asked yet has not heard that there is nothing. */
    @Test
    void itIsNotIdleBeforeItsFirstQuestionWasAnswered() {
        PilotLife life = life(Map.of("exit-when-idle", "60s"), Instant.MAX);

        after(599, life);
        assertThat(ends).hasValue(0);

        after(1, life);
        assertThat(ends).hasValue(1);
    }

    @Test
    void aRunMakesItStayAndTheTimeBeginsAgainBehindIt() {
        PilotLife life = life(Map.of("exit-when-idle", "60s"), Instant.MAX);
        life.takes();
        after(1000, life);
        life.isDone();
        after(59, life);
        assertThat(ends).hasValue(0);

        after(1, life);
        assertThat(ends).hasValue(1);
        assertThat(claims()).isEqualTo(1);
    }

    @Test
    void aDrainedOneEndsBehindItsRun() {
        PilotLife life = life(Map.of("exit-when-idle", "60s"), Instant.MAX);
        life.takes();
        life.drained();
        after(1, life);
        assertThat(ends).hasValue(0);

        life.isDone();
        after(1, life);
        assertThat(ends).hasValue(1);
    }

    @Test
    void whoseTimeIsOverEndsInTheMiddleOfARun() {
        PilotLife life = life(Map.of("exit-when-idle", "60s", "end-margin", "2m"), START.plus(Duration.ofHours(1)));
        life.takes();
        after(3600 - 121, life);
        assertThat(ends).hasValue(0);

        after(1, life);
        assertThat(ends).hasValue(1);
    }

    @Test
    void aWorkerByHandNeverEndsAndStandsInNoBook() {
        PilotLife life = life(Map.of(), Instant.MAX);
        life.takes();
        life.isDone();
        life.drained();
        after(1_000_000, life);
        life.ended();

        assertThat(ends).hasValue(0);
        assertThat(queue.jdbc
                        .sql("select count(*) from pilots")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(life.prospect()).isEqualTo(new Prospect(Double.POSITIVE_INFINITY, 300, Optional.empty()));
    }

    @Test
    void itClaimsForTheTimeThatIsLeftAndTheDataThatItHas() {
        PilotLife life = life(Map.of("exit-when-idle", "60s", "min-claim", "4m"), START.plus(Duration.ofHours(1)));
        after(600, life);

        assertThat(life.prospect()).isEqualTo(new Prospect(3600 - 120 - 600, 240, Optional.of(List.of("shapes"))));
    }

    @Test
    void whatItTellsOfItsDataIsWhatItFoundLast() {
        PilotLife life = life(Map.of("exit-when-idle", "60s"), Instant.MAX);

        assertThat(life.knownProspect().datasets()).isEmpty();
        life.prospect();
        assertThat(life.knownProspect().datasets()).contains(List.of("shapes"));
    }

    @Test
    void whereNobodyElseSeesItsCheckpointsNoUnfinishedRunIsWorthwhile() {
        PilotLife life = life(Map.of("exit-when-idle", "60s", "shared-checkpoints", "false"), Instant.MAX);

        assertThat(life.prospect().worthwhile()).isInfinite();
    }

    private void after(long seconds, PilotLife life) {
        now = now.plusSeconds(seconds);
        life.look();
    }

    private PilotLife life(Map<String, String> settings, Instant endsAt) {
        var worker = PilotOriginTest.settings(new HashMap<>(settings));
        WorkerInfo plain = queue.worker("node7");
        var info = new WorkerInfo(
                plain.id(),
                plain.host(),
                plain.process(),
                1,
                plain.offers(),
                "test",
                new WorkerInfo.Origin(worker.isPilot(), "slurm", "12_1", "gpu", endsAt));
        var clock = InstantSource.system().withZone(ZoneOffset.UTC);
        var settable = new java.time.Clock() {
            @Override
            public java.time.ZoneId getZone() {
                return clock.getZone();
            }

            @Override
            public java.time.Clock withZone(java.time.ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        };
        return new PilotLife(
                info, worker, LinkFixture.to(queue), () -> List.of("shapes"), settable, ends::incrementAndGet);
    }

    private String said() {
        return queue.jdbc
                .sql("select said from pilots where engine = 'slurm' and job = '12_1' and ended_at is not null")
                .query(String.class)
                .single();
    }

    private int claims() {
        return queue.jdbc.sql("select claims from pilots").query(Integer.class).single();
    }
}
