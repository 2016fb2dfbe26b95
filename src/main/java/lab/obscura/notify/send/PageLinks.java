package lab.obscura.notify.send;

import lab.obscura.notify.outbox.Message;

/**
 * Where messages lead.
 *
 * @param base under which people reach the service; empty: links are paths, and readers know the rest
 */
record PageLinks(String base) {

    PageLinks {
        base = base.replaceAll("/+$", "");
    }

    String of(Message message) {
        return base + message.link();
    }
}
