package lab.obscura.notify.outbox;

/** What people can be told of. */
public enum NotifiedEvent {
    /** A study of theirs has no run left that waits or is computed. */
    STUDY_FINISHED("a study of yours has no run left that waits or is computed"),
    /** A run of theirs has failed. */
    RUN_FAILED("a run of yours has failed"),
    /** Somebody else's or their own defense took the lead of a board. */
    NEW_BEST("a defense took the lead of a board, whoever's it is"),
    /** The attacks on a run of theirs were too weak for its errors to be ranked. */
    ATTACKER_INADEQUATE("the attacks on a run of yours were too weak for its errors to be ranked");

    private final String meaning;

    NotifiedEvent(String meaning) {
        this.meaning = meaning;
    }

    /** For people, behind "tell me when". */
    public String meaning() {
        return meaning;
    }
}
