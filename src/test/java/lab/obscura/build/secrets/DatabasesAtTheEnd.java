package lab.obscura.build.secrets;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import lab.obscura.platform.TestPostgres;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Looks through the databases that the tests of this JVM have used, once all of them are over, and leaves what it found in
 * {@code target/secrets}. It fails nothing itself: {@link ScanRun} reads that after the tests.
 */
public final class DatabasesAtTheEnd implements LauncherSessionListener {

    static final Path FOLDER = Path.of("target", "secrets");

    @Override
    public void launcherSessionClosed(LauncherSession session) {
        List<TestPostgres.Database> databases = TestPostgres.handedOut();
        if (databases.isEmpty()) {
            return;
        }
        List<Secrets.Finding> findings = new ArrayList<>();
        int looked = 0;
        long values = 0;
        for (TestPostgres.Database database : databases) {
            try (Connection connection = database.dataSource().getConnection()) {
                DatabaseSecrets.Report report = DatabaseSecrets.in(connection);
                findings.addAll(report.findings());
                values += report.values();
                looked++;
            } catch (SQLException dropped) {
                System.err.println("event=database-not-looked-at cause=\"" + dropped.getMessage() + "\"");
            }
        }
        write(looked, values, DatabaseSecrets.merged(findings));
    }

    private static void write(int databases, long values, List<String> findings) {
        String jvm = System.getProperty("obscura.test.jvm", "jvm-1");
        List<String> lines = new ArrayList<>(List.of("databases " + databases, "values " + values));
        findings.forEach(finding -> lines.add("found " + finding));
        try {
            Files.createDirectories(FOLDER);
            Files.write(FOLDER.resolve(jvm + ".txt"), lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
