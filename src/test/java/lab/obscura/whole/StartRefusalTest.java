package lab.obscura.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import lab.obscura.engine.run.folder.ExitCode;
import lab.obscura.platform.EmbeddedPostgres;
import lab.obscura.platform.TestPostgres;
import lab.obscura.platform.process.BriefJvm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever a user does wrong at the start is said in one line on standard error, with a code. */
class StartRefusalTest {

    @TempDir
    Path folder;

    private record Said(int code, String out, String err) {}

    /** One line of each kind: what is said of settings of every other type, {@code StartFailuresTest} asks. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            wroker                                    | 2 | Did you mean worker?
            --obscura.worker.slot=2                   | 2 | --obscura.worker.slots
            --server.address=0.0.0.0                  | 2 | Set obscura.auth=local
            --obscura.auth=ldap                       | 2 | obscura.auth cannot be "ldap"
            --server.port=many                        | 2 | server.port cannot be "many": it must be a whole number
            --server.port=70000 --obscura.worker.enabled=maybe | 2 | it must be true or false
            worker                                    | 2 | A worker needs the database of its service
            --obscura.home=/proc/nothing              | 69 | /proc/nothing
            run                                       | 2 | run needs one definition
            run a.json --sed=1                        | 2 | --seed
            run a.json                                | 2 | Cannot read a.json
            export a.obs                              | 3 | Cannot read a.obs
            """)
    void isSaidInOneLine(String arguments, int code, String words) throws Exception {
        Said said = start(arguments.split(" "));

        assertThat(said.err().strip().lines()).as(said.toString()).hasSize(1);
        assertThat(said.err()).contains(words);
        assertThat(said.code()).isEqualTo(code);
        assertThat(said.out()).doesNotContain("\tat ");
    }

    /** Settings that go together are looked at by what needs them, after the database is there. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --obscura.auth=proxy                                            | needs obscura.accounts.proxy-peers
            --obscura.auth=proxy --obscura.accounts.proxy-peers=10.0.0.0/99 | 10.0.0.0/99
            --obscura.auth=oidc                                             | needs obscura.accounts.oidc.issuer
            """)
    void settingsThatNeedOthersAreNamed(String arguments, String words) throws Exception {
        TestPostgres.Database database = TestPostgres.database();
        Said said = start((arguments + " --server.port=0 --obscura.home=home --obscura.worker.enabled=false"
                        + " --spring.datasource.url=" + database.url() + " --spring.datasource.username="
                        + database.user() + " --spring.datasource.password=" + database.password())
                .split(" "));

        assertThat(said.err().strip().lines()).as(said.toString()).hasSize(1);
        assertThat(said.err()).contains(words);
        assertThat(said.code()).isEqualTo(ExitCode.SETTINGS.code());
        assertThat(said.out()).doesNotContain("\tat ");
    }

    @Test
    void aPortThatIsTakenIsNamed() throws Exception {
        TestPostgres.Database database = TestPostgres.database();
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Said said = start(
                    "--server.port=" + taken.getLocalPort(),
                    "--obscura.home=home",
                    "--obscura.worker.enabled=false",
                    "--spring.datasource.url=" + database.url(),
                    "--spring.datasource.username=" + database.user(),
                    "--spring.datasource.password=" + database.password());

            assertThat(said.err().strip().lines()).as(said.toString()).hasSize(1);
            assertThat(said.err()).contains("Port " + taken.getLocalPort() + " is in use", "--server.port=");
            assertThat(said.code()).isEqualTo(ExitCode.UNAVAILABLE.code());
        }
    }

    @Test
    void aFolderThatAnotherServiceUsesIsNamed() throws Exception {
        TestPostgres.programsInto(folder.resolve("home/postgresql"));
        try (var other = EmbeddedPostgres.start(folder.resolve("home/postgresql"), List.of())) {
            Said said = start("--obscura.home=home", "--server.port=0");

            assertThat(said.err().strip().lines()).as(said.toString()).hasSize(1);
            assertThat(said.err()).contains("in use by another Obscura service", "obscura.home");
            assertThat(said.code()).isEqualTo(ExitCode.UNAVAILABLE.code());
            assertThat(said.out()).doesNotContain("\tat ");
            assertThat(other.url()).isNotEmpty();
        }
    }

    @Test
    void aDataBaseThatIsNotThereIsNamed() throws Exception {
        Said said = start(
                "--obscura.home=home",
                "--server.port=0",
                "--spring.datasource.hikari.initialization-fail-timeout=1",
                "--spring.datasource.url=jdbc:postgresql://127.0.0.1:1/obscura",
                "--spring.datasource.username=obscura");

        assertThat(said.err().strip().lines()).as(said.toString()).hasSize(1);
        assertThat(said.err()).contains("The database cannot be used", "spring.datasource.url");
        assertThat(said.code()).isEqualTo(ExitCode.UNAVAILABLE.code());
        assertThat(said.out()).doesNotContain("\tat ");
    }

    /** Of a worker over HTTPS, which has no database that it could miss. */
    @Test
    void aServiceThatIsNotThereIsNamed() throws Exception {
        Said said = start("worker", "--obscura.home=home", "--obscura.worker.server=http://localhost:1");

        assertThat(said.err().strip().lines()).as(said.toString()).hasSize(1);
        assertThat(said.err()).contains("The service at http://localhost:1 does not answer", "obscura.worker.server");
        assertThat(said.code()).isEqualTo(ExitCode.UNAVAILABLE.code());
        assertThat(said.out()).doesNotContain("\tat ");
    }

    @ParameterizedTest
    @CsvSource({
        "help, obscura export FILE",
        "--help, obscura worker",
        "run --help, --seed=N",
        "help worker, slots",
        "--version, commit"
    })
    void whoAsksIsAnsweredOnStandardOutput(String arguments, String words) throws Exception {
        Said said = start(arguments.split(" "));

        assertThat(said.out()).contains(words);
        assertThat(said.err()).isEmpty();
        assertThat(said.code()).isZero();
    }

    private Said start(String... arguments) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                BriefJvm.OPTIONS,
                "lab.obscura.Obscura"));
        line.addAll(List.of(arguments));
        Path out = Files.createTempFile(folder, "out", ".txt");
        Path err = Files.createTempFile(folder, "err", ".txt");
        var builder = new ProcessBuilder(line)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        Process process = builder.start();
        boolean ended = process.waitFor(3, TimeUnit.MINUTES);
        process.destroyForcibly();
        return new Said(ended ? process.exitValue() : -1, Files.readString(out), Files.readString(err));
    }
}
