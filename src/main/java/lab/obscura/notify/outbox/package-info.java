/**
 * What is to be told to whom, and what became of it: destinations of people, messages that wait for their sending, and the ends of runs that
 * messages are made of. How they travel belongs to {@code notify.send}. The way in is {@link lab.obscura.notify.outbox.Outbox}.
 */
package lab.obscura.notify.outbox;
