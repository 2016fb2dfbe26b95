package lab.obscura.quota;

import java.util.UUID;

/** Who has a quota: an account or a project. */
record QuotaHolder(Kind kind, UUID id, String name) {

    /** An account or a project. */
    enum Kind {
        ACCOUNT("account", "accounts", "account_id"),
        PROJECT("project", "projects", "project_id");

        private final String word;
        private final String table;
        private final String column;

        Kind(String word, String table, String column) {
            this.word = word;
            this.table = table;
            this.column = column;
        }

        String word() {
            return word;
        }

        /** Of the holders; its last word in addresses, too. */
        String table() {
            return table;
        }

        /** Of runs, usage and quotas. */
        String column() {
            return column;
        }
    }

    @Override
    public String toString() {
        return kind.word + " " + name;
    }
}
