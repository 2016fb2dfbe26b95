package lab.obscura.execution.child;

import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;
import lab.obscura.engine.network.torch.library.GpuInventory;
import lab.obscura.execution.card.CardDriver;

/**
 * The energy of one card since this meter was made: its power, as the driver tells it, times the time between two questions. Where the driver
 * tells no power, where it is not known which card is meant, or as soon as a second process computes on it, there is no number: a share of
 * it would be a guess.
 */
final class CardMeter {

    /** What is said where nothing is known. */
    static final double UNKNOWN = -1;

    /** Of a process without a card. */
    static final CardMeter NONE = new CardMeter("", question -> "", System::nanoTime);

    private static final List<String> POWER = List.of("--query-gpu=power.draw", "--format=csv,noheader,nounits");
    private static final List<String> PROCESSES = List.of("--query-compute-apps=pid", "--format=csv,noheader");
    /** It is asked twice, every five seconds. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final double NANOS = 1e9;

    private final String card;
    private final CardDriver driver;
    private final LongSupplier nanoTime;
    private double joules;
    private double lastWatts;
    private long lastAsked;
    private boolean isKnown;

    /**
     * @param card as the driver names it; empty where it is not known
     * @param driver may answer with nothing
     */
    CardMeter(String card, CardDriver driver, LongSupplier nanoTime) {
        this.card = card;
        this.driver = driver;
        this.nanoTime = nanoTime;
        OptionalDouble watts = card.isEmpty() ? OptionalDouble.empty() : watts();
        this.isKnown = watts.isPresent();
        this.lastWatts = watts.orElse(0);
        this.lastAsked = nanoTime.getAsLong();
    }

    /** Of the first card that this process sees. */
    static CardMeter ofThisProcess() {
        List<String> cards = GpuInventory.ofThisMachine().cards();
        String first = cards.isEmpty() ? "" : cards.get(0);
        boolean isNamed = cards.size() == 1; // of several CUDA may have chosen any
        return new CardMeter(isNamed ? first : "", CardDriver.ofThisMachine(PATIENCE), System::nanoTime);
    }

    /** Since this meter was made, and negative where it is not known. Between two questions the power is taken as a straight line. */
    double joules() {
        if (!isKnown) {
            return UNKNOWN;
        }
        long now = nanoTime.getAsLong();
        OptionalDouble watts = watts();
        if (watts.isEmpty() || isShared()) {
            isKnown = false;
            return UNKNOWN;
        }
        joules += (lastWatts + watts.getAsDouble()) / 2 * (now - lastAsked) / NANOS;
        lastWatts = watts.getAsDouble();
        lastAsked = now;
        return joules;
    }

    private OptionalDouble watts() {
        return answer(POWER)
                .lines()
                .map(String::strip)
                .filter(line -> line.matches("\\d{1,5}(\\.\\d+)?"))
                .mapToDouble(Double::parseDouble)
                .findFirst();
    }

    private boolean isShared() {
        return answer(PROCESSES).lines().filter(line -> !line.isBlank()).count() > 1;
    }

    private String answer(List<String> question) {
        return driver.answer(List.of("--id=" + card, question.get(0), question.get(1)));
    }
}
