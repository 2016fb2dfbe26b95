package lab.obscura.execution.link;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whether the database has what this program needs. A pilot migrates nothing: a thousand of them would wait for each other. */
final class SchemaVersion {

    private static final Pattern VERSION = Pattern.compile("V(\\d+)__.*\\.sql");

    private SchemaVersion() {}

    static Optional<String> problem(JdbcClient jdbc) {
        int known = newest();
        int found = jdbc.sql("select coalesce(max(version::int), 0) from flyway_schema_history where success")
                .query(Integer.class)
                .single();
        return Optional.of("database: its schema is of version " + found + ", this program needs " + known
                        + ". Start the service of the same version first")
                .filter(problem -> found < known);
    }

    private static int newest() {
        try {
            Resource[] migrations =
                    new PathMatchingResourcePatternResolver().getResources("classpath*:db/migration/V*__*.sql");
            return Stream.of(migrations)
                    .map(Resource::getFilename)
                    .map(SchemaVersion::version)
                    .flatMapToInt(OptionalInt::stream)
                    .max()
                    .orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException("The program cannot list its own migrations", e);
        }
    }

    private static OptionalInt version(String file) {
        Matcher name = VERSION.matcher(String.valueOf(file));
        return name.matches() ? OptionalInt.of(Integer.parseInt(name.group(1))) : OptionalInt.empty();
    }
}
