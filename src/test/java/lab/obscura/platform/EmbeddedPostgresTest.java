package lab.obscura.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import lab.obscura.platform.process.BriefJvm;
import lab.obscura.platform.start.StartException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.dao.DataAccessException;
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
                    .isInstanceOf(StartException.class)
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

        assertThatThrownBy(EmbeddedPostgresTest::start)
                .isInstanceOf(StartException.class)
                .hasMessageContaining("written by PostgreSQL 17");
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
                        BriefJvm.OPTIONS,
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
        Path restored = copyOf(folder, elsewhere);

        try (var other = EmbeddedPostgres.start(restored, List.of("fsync=off"))) {
            assertThat(answers(other)).contains(42);
            jdbc(other).sql("insert into kept values (44)").update();
            assertThat(answers(other)).contains(44);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"password", "service-password"})
    void keepsThePasswordsFromOtherUsers(String file) throws Exception {
        assertThat(Files.getPosixFilePermissions(folder.resolve(file)))
                .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    }

    @Test
    void theServiceMayDoNothingBeyondItsTables() {
        try (var postgres = start()) {
            assertThat(jdbc(postgres).sql("""
                            select rolname from pg_roles where rolname = current_user
                               and (rolsuper or rolcreaterole or rolcreatedb or rolreplication or rolbypassrls)""").query(String.class).list()).isEmpty();
            assertThatThrownBy(() ->
                            jdbc(postgres).sql("copy kept to program 'true'").update())
                    .rootCause()
                    .hasMessageContaining("permission denied");
            assertThatThrownBy(() -> jdbc(postgres)
                            .sql("select pg_read_file('PG_VERSION')")
                            .query(String.class)
                            .single())
                    .rootCause()
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void aFolderWhereTheSuperuserWorkedIsHandedOver(@TempDir Path elsewhere) throws Exception {
        Path earlier = copyOf(folder, elsewhere);
        try (var before = EmbeddedPostgres.start(earlier, List.of("fsync=off"))) {
            jdbc(before, before.superuser().user(), before.superuser().password())
                    .sql("""
                            alter database postgres owner to obscura;
                            reassign owned by obscura_service to obscura;
                            create table old (id bigint generated always as identity primary key, n serial, text text);
                            create index on old (text);
                            insert into old (text) values ('before');
                            create sequence numbers;
                            create view seen as select text from old;
                            create type mood as enum ('good');
                            create function answer() returns int language sql as 'select 42';
                            drop role obscura_service;
                            """)
                    .update();
        }
        Files.delete(earlier.resolve("service-password"));

        try (var upgraded = EmbeddedPostgres.start(earlier, List.of("fsync=off"))) {
            JdbcClient service = jdbc(upgraded);
            service.sql("""
                    alter table old add column later int;
                    insert into old (text) values ('after');
                    create or replace function answer() returns int language sql as 'select 43';
                    alter type mood add value 'better';
                    drop view seen;
                    alter sequence numbers restart;
                    create table new (id int);
                    """).update();

            assertThat(service.sql("select text from old order by id")
                            .query(String.class)
                            .list())
                    .containsExactly("before", "after");
            assertThat(answers(upgraded)).contains(42);
        }
    }

    @Test
    void aServerThatIsKilledIsStartedAgainAtTheSameAddress() throws Exception {
        var lost = new AtomicBoolean();
        try (var postgres = start();
                var supervisor =
                        new PostgresSupervisor(postgres, Duration.ofMinutes(2), () -> lost.set(true), loop())) {
            String killed = postmaster();

            new ProcessBuilder("kill", "-KILL", killed).start().waitFor();

            while (!lost.get() && (postmaster().isEmpty() || postmaster().equals(killed) || !answers(postgres, 42))) {
                Thread.sleep(50);
            }
            assertThat(lost).isFalse();
            assertThat(supervisor).isNotNull();
        }
    }

    @Test
    void aServerThatDoesNotComeBackEndsTheProcess(@TempDir Path elsewhere) throws Exception {
        Path broken = copyOf(folder, elsewhere);
        var lost = new CountDownLatch(1);
        try (var postgres = EmbeddedPostgres.start(broken, List.of("fsync=off"));
                var supervisor = new PostgresSupervisor(postgres, Duration.ofSeconds(1), lost::countDown, loop())) {
            Path control = broken.resolve("data/global/pg_control");
            Files.move(control, broken.resolve("pg_control"));
            String pid =
                    Files.readAllLines(broken.resolve("data/postmaster.pid")).get(0);

            new ProcessBuilder("kill", "-KILL", pid.strip()).start().waitFor();

            assertThat(lost.await(2, TimeUnit.MINUTES)).isTrue();
            assertThat(supervisor).isNotNull();
        }
    }

    private static String postmaster() throws IOException {
        Path file = folder.resolve("data/postmaster.pid");
        try {
            return Files.readAllLines(file).stream()
                    .findFirst()
                    .map(String::strip)
                    .orElse("");
        } catch (NoSuchFileException none) {
            return "";
        }
    }

    private static boolean answers(EmbeddedPostgres postgres, int known) {
        try {
            return answers(postgres).contains(known);
        } catch (DataAccessException notYet) {
            return false;
        }
    }

    private static Path copyOf(Path original, Path elsewhere) throws Exception {
        Path copy = elsewhere.resolve("postgresql");
        new ProcessBuilder("cp", "-a", original.toString(), copy.toString())
                .start()
                .waitFor();
        return copy;
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
        return jdbc(postgres, postgres.user(), postgres.password());
    }

    private static JdbcClient jdbc(EmbeddedPostgres postgres, String user, String password) {
        var source = new PGSimpleDataSource();
        source.setUrl(postgres.url());
        source.setUser(user);
        source.setPassword(password);
        return JdbcClient.create(source);
    }

    private static EndlessLoop loop() {
        return new EndlessLoop("postgres-supervisor", new SimpleMeterRegistry());
    }
}
