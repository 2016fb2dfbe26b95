package lab.obscura.execution.link;

/**
 * What a pilot says of itself.
 *
 * @param said the reason of a refusal or an end; empty otherwise
 */
public record PilotNews(Kind kind, String said) {

    /** What happened. */
    public enum Kind {
        /** It can work and begins to look for runs. */
        ARRIVED,
        /** It cannot work, and ends. */
        REFUSED,
        /** It has taken a run. */
        CLAIMED,
        /** It has ended in good order. */
        ENDED
    }

    public static final PilotNews ARRIVED = new PilotNews(Kind.ARRIVED, "");
    public static final PilotNews CLAIMED = new PilotNews(Kind.CLAIMED, "");

    public static PilotNews refused(String why) {
        return new PilotNews(Kind.REFUSED, why);
    }

    public static PilotNews ended(String why) {
        return new PilotNews(Kind.ENDED, why);
    }
}
