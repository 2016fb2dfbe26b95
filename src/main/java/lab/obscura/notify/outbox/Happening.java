package lab.obscura.notify.outbox;

import java.util.Optional;
import java.util.UUID;

/**
 * Something that people may want to be told of.
 *
 * @param owner account whose thing it is; empty where it is nobody's
 * @param privateTo project whose members alone may see the thing; empty where everybody may
 * @param concernsAll whether everybody who asked for such events is told, not only the owner
 * @param occasion what happened: with the same one, nobody is told twice
 * @param title one line
 * @param body some sentences
 * @param link path of a page
 */
record Happening(
        NotifiedEvent event,
        Optional<UUID> owner,
        Optional<UUID> privateTo,
        boolean concernsAll,
        String occasion,
        String title,
        String body,
        String link) {}
