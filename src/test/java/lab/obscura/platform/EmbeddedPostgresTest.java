package lab.obscura.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class EmbeddedPostgresTest {

    @TempDir
    Path folder;

    @Test
    void keepsItsDataAndItsPasswordFromStartToStart() {
        try (var first = start()) {
            jdbc(first).sql("create table kept as select 42 as answer").update();
        }

        try (var second = start()) {
            assertThat(jdbc(second)
                            .sql("select answer from kept")
                            .query(Integer.class)
                            .single())
                    .isEqualTo(42);
        }
    }

    @Test
    void refusesASecondServiceOnTheSameFolder() {
        try (var first = start()) {
            assertThatThrownBy(this::start).rootCause().hasMessageContaining("in use by another Obscura service");
            assertThat(jdbc(first).sql("select 1").query(Integer.class).single())
                    .isEqualTo(1);
        }
    }

    @Test
    void refusesDataOfAnotherMajorVersion() throws Exception {
        start().close();
        Files.writeString(folder.resolve("data/PG_VERSION"), "17\n");

        assertThatThrownBy(this::start).rootCause().hasMessageContaining("written by PostgreSQL 17");
    }

    @Test
    void startsWhereADeadServerLeftItsPidFile() throws Exception {
        start().close();
        Files.writeString(folder.resolve("data/postmaster.pid"), "4194000\n" + folder.resolve("data") + "\n");

        try (var again = start()) {
            assertThat(jdbc(again).sql("select 1").query(Integer.class).single())
                    .isEqualTo(1);
        }
    }

    @Test
    void keepsThePasswordFromOtherUsers() throws Exception {
        start().close();

        assertThat(Files.getPosixFilePermissions(folder.resolve("password"))).hasToString("[OWNER_READ, OWNER_WRITE]");
    }

    private EmbeddedPostgres start() {
        return EmbeddedPostgres.start(folder, List.of("fsync=off"));
    }

    private static JdbcClient jdbc(EmbeddedPostgres postgres) {
        var source = new PGSimpleDataSource();
        source.setUrl(postgres.url("postgres"));
        source.setUser(postgres.user());
        source.setPassword(postgres.password());
        return JdbcClient.create(source);
    }
}
