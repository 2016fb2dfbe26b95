package lab.obscura.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The statements of docker/database-role.sh, in a real PostgreSQL. */
class ComposeRoleTest {

    @Test
    void theServiceOwnsItsDataBaseAndNothingElse(@TempDir Path folder) throws Exception {
        try (var postgres = EmbeddedPostgres.start(folder, List.of())) {
            String url = postgres.url().replaceAll("\\?.*", "");
            String other = url.replaceAll("/[^/]+$", "/obscura");
            try (var superuser = connect(
                            url,
                            postgres.superuser().user(),
                            postgres.superuser().password());
                    var statement = superuser.createStatement()) {
                // The embedded superuser has the name that the service has in compose.
                statement.execute("create database obscura");
                statement.execute(
                        script().replace("role obscura", "role tenant").replace("to obscura", "to tenant"));
            }
            try (var service = connect(other, "tenant", "it's one");
                    var statement = service.createStatement()) {
                statement.execute(
                        "create table mine (id int); create function f() returns int language sql as 'select 1'");

                assertThat(List.of(
                                "create role more superuser",
                                "create database more",
                                "copy mine from program 'id'",
                                "select pg_read_file('/etc/passwd')"))
                        .allSatisfy(forbidden -> assertThatThrownBy(() -> statement.execute(forbidden))
                                .as(forbidden)
                                .isInstanceOf(SQLException.class)
                                .hasMessageContaining("permission denied"));
            }
            assertThatThrownBy(() -> connect(
                            url,
                            postgres.superuser().user(),
                            postgres.superuser().password()))
                    .hasMessageContaining("password authentication failed");
        }
    }

    private static Connection connect(String url, String user, String password) throws SQLException {
        return DriverManager.getConnection(url, user, password);
    }

    private static String script() throws Exception {
        var sql = Pattern.compile("<<'SQL'\n(.*)\nSQL\n", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("docker/database-role.sh")));
        assertThat(sql.find()).isTrue();
        return sql.group(1).replace(":'password'", "'it''s one'");
    }
}
