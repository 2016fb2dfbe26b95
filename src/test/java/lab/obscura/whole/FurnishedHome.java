package lab.obscura.whole;

import java.nio.file.Path;
import lab.obscura.engine.data.SharedShapes;
import lab.obscura.platform.TestPostgres;

/**
 * The {@code obscura.home} of a service that has run before: PostgreSQL's programs are unpacked and the shapes drawn. Every service of
 * a test would otherwise spend five seconds of the processor on them; that it does so in an empty home, other tests show.
 */
public final class FurnishedHome {

    private FurnishedHome() {}

    /** @param home where no service runs */
    public static Path at(Path home) {
        SharedShapes.into(home.resolve("datasets"));
        TestPostgres.programsInto(home.resolve("postgresql"));
        return home;
    }
}
