package lab.obscura.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntSupplier;
import lab.obscura.FakeService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Studies that are created and deleted while their connections to PostgreSQL are terminated and the service is killed, at moments that are
 * drawn: after every single one each study is whole or not there, and nothing is left of the others.
 */
class StudiesUnderAttackPostgresTest {

    private static final String STUDIES = "/api/v1/studies";

    /** Moments are drawn from a little more than the time that a call takes, so that some calls come through. */
    private static final double BEYOND = 1.2;

    private static final Duration LONGEST = Duration.ofMinutes(1);

    @TempDir
    Path home;

    private final Random random = new Random(11);
    private ServiceProcess service;
    private StudyBooks books;

    /** Name of the study that is there now, or will be next. */
    private int number = 1;

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void aFewCutsAndAKillLeaveWholeStudiesAlone() {
        start();
        attack(6, new StudyBooks.Size(20), this::cut);
        attack(1, new StudyBooks.Size(20), this::kill);
    }

    @Test
    @Tag("long")
    void aThousandCutsLeaveWholeStudiesAlone() {
        start();
        attack(960, new StudyBooks.Size(40), this::cut);
        attack(40, new StudyBooks.Size(1_000), this::cut);
    }

    @Test
    @Tag("long")
    void twentyKillsLeaveWholeStudiesAlone() {
        start();
        attack(20, new StudyBooks.Size(1_000), this::kill);
    }

    private void start() {
        service = ServiceProcess.start(
                home, List.of(FakeService.class.getName()), List.of("--obscura.worker.enabled=false"));
        books = new StudyBooks(home);
    }

    private int cut() {
        return books.cut();
    }

    private int kill() {
        service.kill();
        start();
        return 1;
    }

    /**
     * Creates a study and deletes it, again and again, until so many transactions were broken.
     *
     * @param weapon breaks the transactions that it finds, and says how many these were
     */
    private void attack(int times, StudyBooks.Size size, IntSupplier weapon) {
        long began = System.nanoTime();
        long[] usual = {took(() -> create(size)), took(this::delete)};
        int[] broken = {0, 0};
        List<String> faults = new ArrayList<>();
        while (broken[0] + broken[1] < times && faults.isEmpty()) {
            boolean isThere = books.studies() == 1;
            int kind = isThere ? 1 : 0;
            long begin = System.nanoTime();
            var call = CompletableFuture.supplyAsync(() -> isThere ? delete() : create(size));
            if (endsWithin(call, (long) (random.nextDouble() * BEYOND * usual[kind]))) {
                // The first ones take far longer than those of a service that is warm.
                usual[kind] = System.nanoTime() - begin;
            } else {
                broken[kind] += weapon.getAsInt();
            }
            int status = call.join();
            books.faults(size).forEach(fault -> faults.add(fault + ", after an answer of " + status));
            number += isThere && books.studies() == 0 ? 1 : 0; // the next one has a key of its own
        }
        assertThat(faults).isEmpty();
        System.out.printf(
                "studies of %d runs: %d creations and %d deletions broken in %d s, whole or absent after each%n",
                size.runs(),
                broken[0],
                broken[1],
                Duration.ofNanos(System.nanoTime() - began).toSeconds());
        // The pool may still hold a connection that was cut: whoever gets it is asked to come again.
        Patience.until("a study", LONGEST, () -> books.studies() == 1 || create(size) == 201);
        Patience.until("its deletion", LONGEST, () -> books.studies() == 0 || delete() == 200);
        assertThat(books.faults(size)).isEmpty();
    }

    private static long took(Runnable call) {
        long begin = System.nanoTime();
        call.run();
        return System.nanoTime() - begin;
    }

    private static boolean endsWithin(CompletableFuture<Integer> call, long nanos) {
        try {
            call.get(nanos, TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException stillWorking) {
            return false;
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Its status; 0 without an answer. */
    private int create(StudyBooks.Size size) {
        String key = "study " + number;
        try {
            return service.api()
                    .post(STUDIES, size.study(key), "Idempotency-Key", key)
                    .status();
        } catch (UncheckedIOException killed) {
            return 0;
        }
    }

    private int delete() {
        try {
            return service.api()
                    .send("DELETE", STUDIES + "/latest", BodyPublishers.noBody())
                    .status();
        } catch (UncheckedIOException killed) {
            return 0;
        }
    }
}
