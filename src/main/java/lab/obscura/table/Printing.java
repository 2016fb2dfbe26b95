package lab.obscura.table;

import java.math.BigDecimal;

/** Numbers as a paper printed them. */
final class Printing {

    private Printing() {}

    /** Without a point where there is none, small ones without many zeros. */
    static String number(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return Long.toString((long) value);
        }
        return Math.abs(value) < 1e-4
                ? Double.toString(value)
                : BigDecimal.valueOf(value).toPlainString();
    }
}
