package lab.obscura.run.query;

/** A field that holds a moment. What is compared with is a day or a second, from its begin to its end. */
enum TimeField {
    CREATED("created", "e.created_at"),
    QUEUED("queued", "r.queued_at"),
    STARTED("started", "r.started_at"),
    FINISHED("finished", "r.finished_at");

    private final String word;
    private final String column;

    TimeField(String word, String column) {
        this.word = word;
        this.column = column;
    }

    String word() {
        return word;
    }

    /** @param from the first moment that is meant; {@code to} the first one after it */
    String sql(Comparison comparison, String from, String to) {
        return switch (comparison) {
            case AT_LEAST -> column + " >= " + from;
            case ABOVE -> column + " >= " + to;
            case BELOW -> column + " < " + from;
            case AT_MOST -> column + " < " + to;
            case EQUAL -> column + " >= " + from + " and " + column + " < " + to;
        };
    }
}
