package lab.obscura.execution.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import lab.obscura.engine.progress.RunEvent;
import lab.obscura.engine.run.folder.AttemptFolder;
import lab.obscura.execution.child.EventWriter;
import lab.obscura.execution.link.LinkFixture;
import lab.obscura.execution.link.QueueLink;
import lab.obscura.queue.Claim;
import lab.obscura.queue.Heartbeat;
import lab.obscura.queue.QueueFixture;
import lab.obscura.queue.RunId;
import lab.obscura.queue.Written;
import lab.obscura.queue.journal.LogLine;
import lab.obscura.remote.LossyWay;
import lab.obscura.remote.RemoteService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessResourceFailureException;

/** Of the journal's calls every second answer is lost: what an attempt said is told once all the same, in its order. */
class LostAnswersPostgresTest {

    private static QueueFixture queue;
    private static RemoteService service;
    private static LossyWay way;

    @TempDir
    Path home;

    private RunId run;
    private Claim claim;
    private AttemptFolder folder;

    @BeforeAll
    static void startService(@TempDir Path place) {
        queue = new QueueFixture();
        service = RemoteService.on(queue.database, place);
        way = LossyWay.to(service);
    }

    @AfterAll
    static void stopService() {
        way.close();
        service.close();
    }

    @BeforeEach
    void newRun() {
        queue.jdbc.sql("truncate experiments, runs cascade").update();
        run = queue.submit();
        claim = queue.claim(queue.worker("far"));
        folder = new AttemptFolder(home);
    }

    /** The direct way: a connection that breaks behind the statement. */
    private static QueueLink lossyDatabase() {
        QueueLink direct = LinkFixture.to(queue);
        var appended = new AtomicInteger();
        return (QueueLink) Proxy.newProxyInstance(
                QueueLink.class.getClassLoader(), new Class<?>[] {QueueLink.class}, (proxy, method, arguments) -> {
                    Object answer;
                    try {
                        answer = method.invoke(direct, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                    if (method.getName().equals("append") && appended.incrementAndGet() % 2 == 1) {
                        throw new DataAccessResourceFailureException("the connection broke");
                    }
                    return answer;
                });
    }

    private void say(int from, int to) {
        try (var events = new EventWriter(folder.events(), Clock.systemUTC())) {
            IntStream.range(from, to).forEach(line -> {
                events.heard(new RunEvent.Log("line " + line));
                events.heard(new RunEvent.Point("loss", line, 1.0 / (1 + line)));
            });
        }
    }

    private record Flushed(int lost, Written written) {}

    /** As a supervisor does: what did not go through now does so later. */
    private static Flushed flush(JournalWriter journal, Runnable meanwhile) {
        int lost = 0;
        while (true) {
            try {
                return new Flushed(lost, journal.flush());
            } catch (DataAccessResourceFailureException away) {
                lost++;
                meanwhile.run();
            }
        }
    }

    private void assertToldOnce(int lines) {
        List<String> expected =
                IntStream.range(0, lines).mapToObj(line -> "line " + line).toList();
        assertThat(queue.journal.log(run)).extracting(LogLine::line).containsExactlyElementsOf(expected);
        assertThat(queue.jdbc
                        .sql("select payload ->> 'step' from run_events where kind = 'point' order by number")
                        .query(Double.class)
                        .list())
                .containsExactlyElementsOf(IntStream.range(0, lines)
                        .mapToObj(step -> (double) step)
                        .toList());
        assertThat(queue.jdbc
                        .sql("select count(*) from curve_points")
                        .query(Integer.class)
                        .single())
                .isEqualTo(lines);
    }

    private int flushWhileItGoesOn(QueueLink link) {
        var journal = new JournalWriter(link, claim, folder);
        var said = new AtomicInteger(3);
        say(0, 3);
        // what is said between a loss and the next try must not travel in the batch that is repeated
        return flush(journal, () -> say(said.get(), said.updateAndGet(before -> Math.min(1500, 10 * before))))
                .lost();
    }

    @Test
    void overHttp() {
        int lost = flushWhileItGoesOn(way.link());

        assertThat(lost).isGreaterThan(2);
        assertToldOnce(1500);
    }

    @Test
    void directly() {
        int lost = flushWhileItGoesOn(lossyDatabase());

        assertThat(lost).isGreaterThan(2);
        assertToldOnce(1500);
    }

    @Test
    void anAttemptThatWasRescuedMeanwhileIsRefused() {
        var journal = new JournalWriter(way.link(), claim, folder);
        say(0, 3);

        Flushed flushed = flush(journal, () -> queue.leases.interrupted(claim, "no sign of it"));

        assertThat(flushed).isEqualTo(new Flushed(1, Written.NOT_OWNER));
        assertToldOnce(3);
    }

    @Test
    void aHeartbeatCarriesNoDefinition() {
        Heartbeat heard = way.link().heartbeat(claim, Duration.ofSeconds(30));

        LossyWay.Call call = way.calls().get(way.calls().size() - 1);
        assertThat(heard).isEqualTo(Heartbeat.CONTINUES);
        assertThat(call.path()).endsWith("/heartbeat");
        assertThat(call.body()).contains(run.toString()).doesNotContain("dataset");
        assertThat(call.body().length()).isLessThan(150);
    }
}
