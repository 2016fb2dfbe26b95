package lab.obscura.run.query;

import java.util.Locale;

/** A field that holds or not. */
enum FlagField {
    PINNED("pinned", "(r.pinned or e.pinned)"),
    ARCHIVED("archived", "r.archived");

    private final String word;
    private final String sql;

    FlagField(String word, String sql) {
        this.word = word;
        this.sql = sql;
    }

    String word() {
        return word;
    }

    String sql(Answer answer) {
        return switch (answer) {
            case YES -> sql;
            case NO -> "not " + sql;
            case ANY -> "true";
        };
    }

    /** What is asked for. */
    enum Answer {
        YES,
        NO,
        ANY;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
