package lab.obscura.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import lab.obscura.account.Actor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The database moves runs as {@link RunMove} says, in every state: there is no second opinion in the statements. */
class RunMovePostgresTest {

    private static final QueueFixture QUEUE = new QueueFixture();
    private static final WorkerInfo WORKER = QUEUE.worker("alpha");
    private static final Pattern OPINION = Pattern.compile(
            "\\bset\\s+state\\s*=\\s*('|case)|\\bstate\\s+in\\s*\\(\\s*'|\\bthen '(QUEUED|RUNNING|CANCELL\\w+|FAILED|SUCCEEDED)'");

    private static final Map<RunMove, Consumer<Claim>> DONE = Map.of(
            RunMove.CLAIM, claim -> QUEUE.leases.claim(WORKER, QueueFixture.LEASE),
            RunMove.CANCEL, claim -> QUEUE.queue.cancel(claim.run(), Actor.ANONYMOUS, "a test"),
            RunMove.SUCCEED, QUEUE.leases::succeed,
            RunMove.FAIL, claim -> QUEUE.leases.fail(claim, "a test"),
            RunMove.END_CANCELLED, claim -> QUEUE.leases.cancelled(claim, "a test"),
            RunMove.PUT_BACK, claim -> QUEUE.leases.giveBack(claim, "a test"),
            RunMove.GIVE_UP,
                    claim -> {
                        QUEUE.jdbc.sql("update runs set rescues = 2").update();
                        QUEUE.leases.interrupted(claim, "a test");
                    },
            RunMove.RETRY, claim -> QUEUE.queue.retry(claim.run(), Actor.ANONYMOUS, "a test"));

    static Stream<Arguments> everyMoveInEveryState() {
        return Stream.of(RunMove.values())
                .flatMap(move -> Stream.of(RunState.values()).map(state -> Arguments.of(move, state)));
    }

    @AfterEach
    void emptyTheQueue() {
        QUEUE.jdbc.sql("delete from experiments").update();
    }

    @ParameterizedTest(name = "{0} when {1}")
    @MethodSource("everyMoveInEveryState")
    void aRunMovesAsTheMoveSaysOrStays(RunMove move, RunState before) {
        Claim claim = held(before);

        DONE.get(move).accept(claim);

        RunState after = QUEUE.state(claim.run());
        assertThat(after == before ? move.from().contains(before) : !move.leads(before, after))
                .as("%s led from %s to %s", move, before, after)
                .isFalse();
    }

    @Test
    void noStatementHasAnOpinionOfItsOwn() throws IOException {
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            assertThat(sources.filter(Files::isRegularFile)
                            .filter(file -> !file.endsWith("RunMove.java"))
                            .filter(file -> OPINION.matcher(text(file)).find()))
                    .as("Take the states from RunMove")
                    .isEmpty();
        }
    }

    /** A run in that state, as far as it can be in one: its worker's claim is good where a worker holds it. */
    private static Claim held(RunState state) {
        RunId run = QUEUE.submit();
        boolean isHeld = RunState.HELD.contains("'" + state + "'");
        QUEUE.jdbc
                .sql("update runs set state = :state, fence = 1, worker = cast(:worker as uuid) where id = :run")
                .param("state", state.name())
                .param("worker", isHeld ? WORKER.id().toString() : null)
                .param("run", run.value())
                .update();
        ExperimentId experiment = QUEUE.runs.find(run).orElseThrow().experiment();
        return new Claim(run, experiment, WORKER.id(), 1, 1, 125, "{}");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
