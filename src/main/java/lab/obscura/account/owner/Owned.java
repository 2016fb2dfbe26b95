package lab.obscura.account.owner;

/** What belongs to somebody. */
public enum Owned {
    RUN("run", "runs", "cast(:id as uuid)"),
    EXPERIMENT("experiment", "experiments", "cast(:id as uuid)"),
    STUDY("study", "studies", "cast(:id as uuid)"),
    TABLE("table", "paper_tables", ":id");

    private final String word;
    private final String table;
    private final String key;

    Owned(String word, String table, String key) {
        this.word = word;
        this.table = table;
        this.key = key;
    }

    String word() {
        return word;
    }

    String table() {
        return table;
    }

    /** The parameter as the table's key has it. */
    String key() {
        return key;
    }
}
