package lab.obscura.notify.outbox;

import java.time.Instant;
import java.util.UUID;

/**
 * A message on its way.
 *
 * @param id the same however often it is sent
 * @param event as the receiver reads it, as in {@code run-failed}
 * @param link path of a page
 * @param attempt how often it is sent with this one, from 1
 */
public record Message(
        UUID id,
        Destination destination,
        String event,
        String title,
        String body,
        String link,
        Instant at,
        int attempt) {}
