package lab.obscura.table;

import java.math.BigDecimal;

/** Numbers as a paper printed them. */
final class Printing {

    private Printing() {}

    /** Without a point where there is none, small ones without many zeros. */
    static String number(double value) {
        return Math.abs(value) < 1e-4 && value != 0
                ? Double.toString(value).replace('E', 'e')
                : BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
