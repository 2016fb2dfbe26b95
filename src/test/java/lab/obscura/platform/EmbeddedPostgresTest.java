package lab.obscura.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class EmbeddedPostgresTest {

    /** One for all: to unpack and to create a cluster takes seconds. */
    @TempDir
    static Path folder;

    @BeforeAll
    static void create() {
        try (var first = start()) {
            jdbc(first).sql("create table kept as select 42 as answer").update();
        }
    }

    @Test
    void keepsItsDataAndItsPasswordFromStartToStart() {
        try (var second = start()) {
            assertThat(answers(second)).contains(42);
        }
    }

    @Test
    void refusesASecondServiceOnTheSameFolder() {
        try (var first = start()) {
            assertThatThrownBy(EmbeddedPostgresTest::start)
                    .rootCause()
                    .hasMessageContaining("in use by another Obscura service");
            assertThat(jdbc(first).sql("select 1").query(Integer.class).single())
                    .isEqualTo(1);
        }
    }

    @Test
    void refusesDataOfAnotherMajorVersion() throws Exception {
        Path version = folder.resolve("data/PG_VERSION");
        String right = Files.readString(version);
        Files.writeString(version, "17\n");

        assertThatThrownBy(EmbeddedPostgresTest::start).rootCause().hasMessageContaining("written by PostgreSQL 17");
        Files.writeString(version, right);
    }

    @Test
    void startsWhereADeadServerLeftItsPidFile() throws Exception {
        Files.writeString(folder.resolve("data/postmaster.pid"), "4194000\n" + folder.resolve("data") + "\n");

        try (var again = start()) {
            assertThat(jdbc(again).sql("select 1").query(Integer.class).single())
                    .isEqualTo(1);
        }
    }

    @Test
    void goesOnWithTheDataOfAServiceThatWasKilled() throws Exception {
        Process service = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledService.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .start();
        String printed = new BufferedReader(new InputStreamReader(service.getInputStream(), StandardCharsets.UTF_8))
                .lines()
                .filter(KilledService.READY::equals)
                .findFirst()
                .orElse("ended too early");

        service.destroyForcibly().waitFor();

        assertThat(printed).isEqualTo(KilledService.READY);
        try (var again = start()) {
            assertThat(answers(again)).contains(43);
        }
    }

    @Test
    void aCopyOfAStoppedServicesFolderIsABackup(@TempDir Path elsewhere) throws Exception {
        Path restored = elsewhere.resolve("postgresql");
        new ProcessBuilder("cp", "-a", folder.toString(), restored.toString())
                .start()
                .waitFor();

        try (var other = EmbeddedPostgres.start(restored, List.of("fsync=off"))) {
            assertThat(answers(other)).contains(42);
            jdbc(other).sql("insert into kept values (44)").update();
            assertThat(answers(other)).contains(44);
        }
    }

    @Test
    void keepsThePasswordFromOtherUsers() throws Exception {
        assertThat(Files.getPosixFilePermissions(folder.resolve("password")))
                .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    }

    private static EmbeddedPostgres start() {
        return EmbeddedPostgres.start(folder, List.of("fsync=off"));
    }

    private static List<Integer> answers(EmbeddedPostgres postgres) {
        return jdbc(postgres)
                .sql("select answer from kept")
                .query(Integer.class)
                .list();
    }

    /** The process that is killed in the middle of its work. */
    static final class KilledService {

        static final String READY = "ready";

        public static void main(String[] arguments) throws InterruptedException {
            var postgres = EmbeddedPostgres.start(Path.of(arguments[0]), List.of());
            jdbc(postgres).sql("insert into kept values (43)").update();
            System.out.println(READY);
            Thread.sleep(60_000);
        }
    }

    private static JdbcClient jdbc(EmbeddedPostgres postgres) {
        var source = new PGSimpleDataSource();
        source.setUrl(postgres.url("postgres"));
        source.setUser(postgres.user());
        source.setPassword(postgres.password());
        return JdbcClient.create(source);
    }
}
