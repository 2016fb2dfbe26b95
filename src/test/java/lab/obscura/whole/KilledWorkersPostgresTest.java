package lab.obscura.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import lab.obscura.account.Actor;
import lab.obscura.queue.QueueFixture;
import lab.obscura.queue.RunId;
import lab.obscura.queue.RunState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Four worker processes, killed and replaced while they work; runs that are cancelled at any moment. */
class KilledWorkersPostgresTest {

    private static final Duration PAUSE = Duration.ofSeconds(5);

    @TempDir
    Path home;

    final QueueFixture queue = new QueueFixture();
    private final Books books = new Books(queue.jdbc);
    private final Random random = new Random(4);
    private final List<WorkerProcess> workers = new ArrayList<>();

    @AfterEach
    void stop() {
        workers.forEach(WorkerProcess::close);
    }

    @Test
    void twoHundredAndFiftyRunsEndOnceEachWhateverIsKilled() {
        everyRunEndsOnce(250, 2, Duration.ofMinutes(9));
    }

    @Test
    @Tag("long")
    void tenThousandRunsEndOnceEachWhateverIsKilled() {
        everyRunEndsOnce(Integer.getInteger("obscura.test.runs", 10_000), 4, Duration.ofHours(1));
    }

    @Test
    void twentyCancelledRunsEndAndNoneIsLost() {
        everyCancelledRunEnds(20);
    }

    @Test
    @Tag("long")
    void twoHundredCancelledRunsEndAndNoneIsLost() {
        everyCancelledRunEnds(200);
    }

    private void everyRunEndsOnce(int runs, int slots, Duration longest) {
        IntStream.range(0, 4).forEach(worker -> startWorker(worker, slots));
        Patience.until("four workers", Duration.ofMinutes(15), this::allHaveJoined);
        queue.transactions.executeWithoutResult(status ->
                IntStream.range(0, runs).forEach(run -> submit("works a little", "person " + run % 3)));
        long[] nextKill = {System.nanoTime() + PAUSE.toNanos()};
        int[] kills = {0};

        Duration took = Patience.until("the end of all runs", longest, () -> {
            if (System.nanoTime() > nextKill[0] && allHaveJoined()) {
                WorkerProcess victim = workers.remove(random.nextInt(workers.size()));
                victim.kill();
                startWorker(4 + kills[0]++, slots);
                nextKill[0] = System.nanoTime() + PAUSE.toNanos();
            }
            return books.states().getOrDefault(RunState.SUCCEEDED, 0L) == runs;
        });

        System.out.printf("%d runs, %d kills, %d rescues, %d s%n", runs, kills[0], books.rescues(), took.toSeconds());
        books.balance();
        assertThat(kills[0]).isPositive();
        assertThat(books.rescues()).isPositive();
        assertThat(queue.jdbc
                        .sql("select count(*) from curve_points")
                        .query(Long.class)
                        .single())
                .isEqualTo(5L * runs);
    }

    private void everyCancelledRunEnds(int runs) {
        IntStream.range(0, 2).forEach(worker -> startWorker(worker, 2));
        List<RunId> submitted = IntStream.range(0, runs)
                .mapToObj(run -> submit("draws on", "person " + run % 3))
                .toList();

        for (RunId run : submitted) {
            Patience.pause(Duration.ofMillis(random.nextInt(300)));
            queue.queue.cancel(run, Actor.ANONYMOUS, "cancelled by a test");
        }

        Patience.until(
                "the end of all runs",
                Duration.ofMinutes(3),
                () -> books.states().getOrDefault(RunState.CANCELLED, 0L) == runs);
        System.out.printf("%d of %d cancelled runs are CANCELLED%n", runs, runs);
        books.balance();
    }

    /** On a slow machine a process takes longer to start than the next kill is away: who has not begun cannot be interrupted. */
    private boolean allHaveJoined() {
        List<Long> joined = queue.workers.all().stream()
                .map(worker -> worker.info().process())
                .toList();
        return workers.stream().allMatch(worker -> joined.contains(worker.pid()));
    }

    private void startWorker(int number, int slots) {
        workers.add(worker("host" + number, slots));
    }

    /** One that reaches its queue by PostgreSQL. */
    WorkerProcess worker(String name, int slots) {
        return WorkerProcess.start(queue.database, home, name, slots, "");
    }

    private RunId submit(String name, String submitter) {
        return queue.submit(submitter, 0, "{\"name\": \"" + name + "\"}");
    }
}
