package lab.obscura.notify.send;

import lab.obscura.notify.outbox.Message;

/** One way on which messages travel. */
@FunctionalInterface
interface Channel {

    /** @throws Undelivered when it did not arrive, as far as one knows */
    void send(Message message) throws Undelivered;
}
