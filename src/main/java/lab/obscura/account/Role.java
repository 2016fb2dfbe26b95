package lab.obscura.account;

/** What an account may do. The first three contain each other; a worker is no person and may nothing of theirs. */
public enum Role {
    VIEWER,
    SUBMITTER,
    ADMIN,
    WORKER;

    /** Whether who has this role may do what the other one may. */
    public boolean includes(Role other) {
        boolean isAlone = this == WORKER || other == WORKER;
        return isAlone ? this == other : compareTo(other) >= 0;
    }

    /** As the API spells it. */
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
