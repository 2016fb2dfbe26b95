package lab.obscura.execution.link;

import lab.obscura.platform.OwnConnections;
import lab.obscura.queue.QueueFixture;

/** The direct way to the queue of a test. */
public final class LinkFixture {

    private LinkFixture() {}

    public static QueueLink to(QueueFixture queue) {
        return new DatabaseLink(
                queue.jdbc,
                queue.transactions,
                new OwnConnections(queue.database.url(), queue.database.user(), queue.database.password()));
    }
}
