package lab.obscura.quota;

import java.util.Locale;
import java.util.stream.Stream;

/** What there are quotas of. */
enum Resource {
    QUEUED_RUNS("Cancel runs that wait, or resubmit when some have begun"),
    PROCESSOR_HOURS("Submit less, cancel runs that wait, or resubmit when earlier hours have left the window"),
    CARD_HOURS("Submit less, cancel runs that wait, or resubmit when earlier hours have left the window"),
    STORED_BYTES("Delete runs that nobody needs");

    private static final double GIGABYTE = 1 << 30;

    private final String wayOut;

    Resource(String wayOut) {
        this.wayOut = wayOut;
    }

    static Resource of(String word) {
        return Stream.of(values())
                .filter(one -> one.word().equals(word))
                .findFirst()
                .orElseThrow();
    }

    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String wayOut() {
        return wayOut;
    }

    /** Whether what is used long ago counts no more. */
    boolean isInWindow() {
        return this == PROCESSOR_HOURS || this == CARD_HOURS;
    }

    /** Nobody knows how much a run will store: a full quota takes no more, one with room takes all. */
    boolean isFull(double used, double limit) {
        return this == STORED_BYTES && used >= limit;
    }

    /** A number with its unit, as in {@code 1.25 card hours}. */
    String amount(double number) {
        return switch (this) {
            case QUEUED_RUNS -> String.format(Locale.ROOT, "%.0f queued runs", number);
            case PROCESSOR_HOURS -> String.format(Locale.ROOT, "%.2f processor hours", number);
            case CARD_HOURS -> String.format(Locale.ROOT, "%.2f card hours", number);
            case STORED_BYTES -> String.format(Locale.ROOT, "%.2f GB of results", number / GIGABYTE);
        };
    }
}
