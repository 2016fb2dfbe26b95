package lab.obscura.run.query;

/** A field that holds a text of which a piece is asked for. {@code {}} stands for the pattern. */
enum ContainedField {
    NAME("name", "e.name ilike {}"),
    NOTES("notes", "r.notes ilike {}"),
    REASON("reason", "r.reason ilike {}"),
    ANYWHERE(
            "",
            "(r.notes ilike {} or array_to_string(r.tags, ' ') ilike {} or r.experiment_id in (select x.id from experiments x"
                    + " where x.name ilike {} or array_to_string(x.tags, ' ') ilike {}"
                    + " or cast(jsonb_path_query_array(x.definition, '$.defense[*].part') as text) ilike {}))");

    private final String word;
    private final String sql;

    ContainedField(String word, String sql) {
        this.word = word;
        this.sql = sql;
    }

    /** Empty: words that name no field are looked for there. */
    String word() {
        return word;
    }

    String sql(String placeholder) {
        return sql.replace("{}", placeholder);
    }
}
