/**
 * How messages travel: signed webhooks, texts for Slack, mails; when they are sent, and again. The way in is
 * {@link lab.obscura.notify.send.Sender}.
 */
package lab.obscura.notify.send;
