package lab.obscura.account;

import java.util.function.Supplier;

/**
 * Which experiments and studies a request may see: those of everybody, and the private ones of its account's projects. Every statement that
 * reads for people carries the condition; what it passes over is as if it were not there.
 */
public final class Sight {

    /** The name of the parameter that a statement with the condition takes. */
    public static final String VIEWER = "viewer";

    private static final String EVERYTHING = "*";

    private static final ThreadLocal<Boolean> AS_EVERYBODY = ThreadLocal.withInitial(() -> false);

    private Sight() {}

    /** What is computed sees only what everybody may see: it is for people of whom nobody knows yet who they are. */
    public static <T> T asEverybody(Supplier<T> work) {
        boolean before = AS_EVERYBODY.get();
        AS_EVERYBODY.set(true);
        try {
            return work.get();
        } finally {
            AS_EVERYBODY.set(before);
        }
    }

    /**
     * The condition, in SQL with the parameter {@link #VIEWER}.
     *
     * @param rows name of the rows of experiments or studies in the statement
     */
    public static String of(String rows) {
        return "(" + rows + ".private_to is null or cast(:viewer as text) = '" + EVERYTHING + "' or exists (select from"
                + " memberships seen where seen.project_id = " + rows
                + ".private_to and cast(seen.account_id as text) = cast(:viewer as text)))";
    }

    /**
     * Who looks: an account, nobody (empty), or who sees everything: admins, everybody where there are no accounts, and whatever is no request
     * of anybody, such as a worker.
     */
    public static String viewer() {
        if (AS_EVERYBODY.get()) {
            return "";
        }
        if (!SignedIn.isAsked()) {
            return EVERYTHING;
        }
        return SignedIn.current()
                .map(who -> who.role() == Role.ADMIN ? EVERYTHING : who.account())
                .orElse("");
    }
}
