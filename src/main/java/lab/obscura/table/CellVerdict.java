package lab.obscura.table;

import java.util.Locale;

/** What is said of a cell. */
enum CellVerdict {
    INSIDE,
    UNDECIDED,
    BETTER,
    WORSE,
    ORDER_KEPT,
    ORDER_BROKEN,
    NOT_RUN,
    METHOD_MISSING;

    /** As in answers. */
    String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
