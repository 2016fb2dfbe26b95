package lab.obscura.quota;

/**
 * What a submission would take.
 *
 * @param runs that it queues
 * @param processorSeconds that they are expected to use, all together
 * @param cardSeconds the same of cards
 */
public record Asked(int runs, double processorSeconds, double cardSeconds) {

    /** Only to look at what is used. */
    static final Asked NOTHING = new Asked(0, 0, 0);
}
