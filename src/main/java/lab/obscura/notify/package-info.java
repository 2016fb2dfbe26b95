/**
 * A word when it is done: who wants to be told of what, and where. Messages themselves belong to {@code notify.outbox}, their travels to
 * {@code notify.send}. The way in is {@link lab.obscura.notify.NotificationController}.
 */
package lab.obscura.notify;
