package lab.obscura.run.query;

import java.util.Arrays;
import java.util.Optional;

/** How a term compares. A colon is an equals sign. */
enum Comparison {
    AT_LEAST(">="),
    AT_MOST("<="),
    ABOVE(">"),
    BELOW("<"),
    EQUAL("=");

    private final String sign;

    Comparison(String sign) {
        this.sign = sign;
    }

    /** As queries and SQL write it. */
    String sign() {
        return sign;
    }

    /** The sign that a text begins with; the longer ones come first. */
    static Optional<Comparison> at(String text, int from) {
        return Arrays.stream(values())
                .filter(one -> text.startsWith(one.sign, from))
                .findFirst();
    }
}
