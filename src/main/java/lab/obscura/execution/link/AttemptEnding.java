package lab.obscura.execution.link;

/**
 * How an attempt ended that did not succeed.
 *
 * @param reason in words
 */
public record AttemptEnding(Kind kind, String reason) {

    /** What becomes of the run. */
    public enum Kind {
        /** It failed. */
        FAILED("failed"),
        /** Its cancellation, which was asked for, is done. */
        CANCELLED("cancelled"),
        /** It goes back to the queue because its worker ends in good order, or has no room for its data: no mark against the run. */
        GIVEN_BACK("interrupted"),
        /** It goes back to the queue because its process was ended from outside: counts like a lost worker. */
        INTERRUPTED("interrupted");

        private final String counted;

        Kind(String counted) {
            this.counted = counted;
        }

        /** Under which word it is counted. */
        String counted() {
            return counted;
        }
    }

    public static AttemptEnding failed(String reason) {
        return new AttemptEnding(Kind.FAILED, reason);
    }

    public static AttemptEnding cancelled(String reason) {
        return new AttemptEnding(Kind.CANCELLED, reason);
    }

    public static AttemptEnding givenBack(String reason) {
        return new AttemptEnding(Kind.GIVEN_BACK, reason);
    }

    public static AttemptEnding interrupted(String reason) {
        return new AttemptEnding(Kind.INTERRUPTED, reason);
    }
}
