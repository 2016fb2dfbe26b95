package lab.obscura.notify.outbox;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Where somebody wants to be told.
 *
 * @param target an address of the web, or of a mailbox; may hold a secret, so pages and logs show {@link #shownTarget}
 * @param secret what webhooks are signed with; empty for the others
 */
public record Destination(
        UUID id,
        DestinationKind kind,
        String name,
        String target,
        String secret,
        List<NotifiedEvent> events,
        Instant createdAt) {

    private static final int SHOWN_END = 4;
    private static final Pattern HOST = Pattern.compile("^(https?://[^/?#]*).*", Pattern.DOTALL);

    public Destination {
        events = List.copyOf(events);
    }

    /** A mailbox, or of an address its host and its last characters, by which its owner knows it. */
    public String shownTarget() {
        if (kind == DestinationKind.EMAIL) {
            return target;
        }
        String host = HOST.matcher(target).replaceFirst("$1");
        String rest = target.substring(host.length());
        return host + "/…" + (rest.length() > 2 * SHOWN_END ? rest.substring(rest.length() - SHOWN_END) : "");
    }

    /** Never in a log: it holds secrets. */
    @Override
    public String toString() {
        return "Destination[" + id + "]";
    }
}
