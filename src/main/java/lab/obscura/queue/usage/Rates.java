package lab.obscura.queue.usage;

import java.util.Locale;
import java.util.OptionalDouble;

/**
 * How much of the machines attempts used lately, per second that they took.
 *
 * @param attempts on processors alone that were measured
 * @param processors busy on average in those
 * @param onCards attempts on cards that were measured
 * @param processorsBeside busy on average beside a card
 * @param watts of cards on average; empty where no card told them
 */
public record Rates(int attempts, double processors, int onCards, double processorsBeside, OptionalDouble watts) {

    /** As long as nothing was measured. */
    public static final Rates UNKNOWN = new Rates(0, 0, 0, 0, OptionalDouble.empty());

    /**
     * What a computation is expected to use.
     *
     * @param seconds that it will take
     * @param onCard whether it will hold a card
     */
    public Expected expect(double seconds, boolean onCard) {
        int seen = onCard ? onCards : attempts;
        double measured = onCard ? processorsBeside : processors;
        double busy = seen == 0 ? 1 : measured;
        String basis = seen == 0
                ? "one processor busy, an assumption: no attempt like it was measured yet"
                : String.format(Locale.ROOT, "%.1f processors busy in the last %d attempts", busy, seen);
        Double joules = onCard && watts.isPresent() ? (Double) (watts.getAsDouble() * seconds) : null;
        return new Expected(busy * seconds, onCard ? seconds : 0, joules, basis);
    }
}
