package lab.obscura.quota;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What there are quotas of. */
enum Resource {
    QUEUED_RUNS("Cancel runs that wait, or resubmit when some have begun"),
    PROCESSOR_HOURS("Submit less, cancel runs that wait, or resubmit when earlier hours have left the window"),
    CARD_HOURS("Submit less, cancel runs that wait, or resubmit when earlier hours have left the window"),
    STORED_BYTES("Delete runs that nobody needs");

    private static final double KILO = 1024;
    private static final List<String> UNITS = List.of("bytes", "kB", "MB", "GB");

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
            case QUEUED_RUNS -> number(number) + " queued runs";
            case PROCESSOR_HOURS -> number(number) + " processor hours";
            case CARD_HOURS -> number(number) + " card hours";
            case STORED_BYTES -> number(number) + " of results";
        };
    }

    /** The number alone, with as many digits that it is not 0 unless it is; bytes with the unit that fits. */
    String number(double number) {
        return switch (this) {
            case QUEUED_RUNS -> String.format(Locale.ROOT, "%.0f", number);
            case PROCESSOR_HOURS, CARD_HOURS ->
                String.format(Locale.ROOT, number == 0 || number >= 0.1 ? "%.2f" : "%.2g", number);
            case STORED_BYTES -> bytes(number);
        };
    }

    private static String bytes(double number) {
        double left = number;
        int unit = 0;
        while (left >= KILO && unit < UNITS.size() - 1) {
            left /= KILO;
            unit++;
        }
        return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.2f %s", left, UNITS.get(unit));
    }
}
