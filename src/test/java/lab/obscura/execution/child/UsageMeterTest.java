package lab.obscura.execution.child;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import lab.obscura.engine.progress.RunEvent;
import org.junit.jupiter.api.Test;

/** What an attempt says of what it uses. */
class UsageMeterTest {

    private static final long SECOND = 1_000_000_000L;

    private final AtomicLong processor = new AtomicLong();
    private final AtomicLong time = new AtomicLong();
    private final List<RunEvent> told = new ArrayList<>();
    private final Deque<String> watts = new ArrayDeque<>();
    private String processes = "4711\n";

    private CardMeter card(String id) {
        return new CardMeter(
                id,
                question -> question.contains("--query-gpu=power.draw") ? watts.removeFirst() : processes,
                time::get);
    }

    private UsageMeter meter() {
        return new UsageMeter(told::add, processor::get, time::get, () -> card("0"));
    }

    @Test
    void processorTimeIsToldAtTheEndOfEveryAttempt() {
        UsageMeter meter = meter();
        meter.heard(new RunEvent.Computing(false));
        processor.set(90 * SECOND);
        time.set(50 * SECOND);

        meter.close();

        assertThat(told).containsExactly(new RunEvent.Computing(false), new RunEvent.Used(90, 0, -1));
    }

    @Test
    void aCardCountsFromTheMomentThatTheEngineHoldsIt() {
        UsageMeter meter = meter();
        time.set(10 * SECOND);
        watts.addAll(List.of("100.00\n", "300.00\n"));
        meter.heard(new RunEvent.Computing(true));
        time.set(14 * SECOND);

        meter.tell();

        assertThat(told.get(1)).isEqualTo(new RunEvent.Used(0, 4, 800));
    }

    @Test
    void powerIsAStraightLineBetweenTwoQuestions() {
        watts.addAll(List.of("100\n", "200\n", "200\n"));
        CardMeter card = card("0");
        time.set(2 * SECOND);
        double first = card.joules();
        time.set(5 * SECOND);
        double second = card.joules();

        assertThat(first).isCloseTo(300, within(1e-9));
        assertThat(second).isCloseTo(900, within(1e-9));
    }

    @Test
    void aDriverThatTellsNoPowerGivesNoNumber() {
        watts.add("[N/A]\n");

        assertThat(card("0").joules()).isNegative();
    }

    @Test
    void whichCardIsNotKnownGivesNoNumber() {
        assertThat(card("").joules()).isNegative();
    }

    @Test
    void aSecondProcessOnTheCardEndsTheNumberForGood() {
        watts.addAll(List.of("100\n", "100\n", "100\n"));
        CardMeter card = card("0");
        processes = "4711\n4712\n";
        double shared = card.joules();
        processes = "4711\n";
        double alone = card.joules();

        assertThat(shared).isNegative();
        assertThat(alone).isNegative();
    }

    @Test
    void whatCannotBeToldEndsNoAttempt() {
        var meter = new UsageMeter(
                event -> {
                    throw new UncheckedIOException(new java.io.IOException("no space"));
                },
                processor::get,
                time::get,
                () -> CardMeter.NONE);

        org.assertj.core.api.Assertions.assertThatCode(meter::close).doesNotThrowAnyException();
    }
}
