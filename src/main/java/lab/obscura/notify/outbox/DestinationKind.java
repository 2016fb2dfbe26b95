package lab.obscura.notify.outbox;

/** How a message travels. */
public enum DestinationKind {
    /** A JSON document that is posted to an address, signed. */
    WEBHOOK,
    /** A text that is posted as Slack and those compatible with it take it. */
    SLACK,
    /** A mail. */
    EMAIL
}
