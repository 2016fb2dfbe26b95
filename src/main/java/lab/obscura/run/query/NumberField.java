package lab.obscura.run.query;

/** A field of a run that holds a number; metrics are looked up by {@link MetricField}. */
enum NumberField {
    SEED("seed", "r.seed"),
    CUT_LAYER("cutLayer", "e.cut_layer"),
    PRIORITY("priority", "r.priority"),
    ATTEMPT("attempt", "r.attempt"),
    PROGRESS("progress", "r.progress"),
    SECONDS("seconds", "extract(epoch from r.finished_at - r.started_at)");

    private final String word;
    private final String column;

    NumberField(String word, String column) {
        this.word = word;
        this.column = column;
    }

    String word() {
        return word;
    }

    String sql(Comparison comparison, String placeholder) {
        return column + " " + comparison.sign() + " " + placeholder;
    }
}
