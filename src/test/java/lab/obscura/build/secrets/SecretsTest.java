package lab.obscura.build.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import lab.obscura.platform.process.ShortCommand;
import lab.obscura.platform.process.TestCommand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The repository holds no secret, and whoever puts one in is told. What is planted here is put together, so that this file holds none either. */
class SecretsTest {

    private static final String RANDOM = "q7Zr2LwX9bTn4KcV1mHs8DfJ6gPy3RaE5uWo0iQ";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "TOKEN | the token is obs+_{random}1234, keep it",
                "WEBHOOK_SECRET | whsec+_{random}1234=",
                "PASSWORD_HASH | $argon+2id$v=19$m=19456,t=2,p=1${random}",
                "PASSWORD_HASH | $2+b$12${random}abcdefghijklmn",
                "PASSWORD_HASH | SCRAM+-SHA-256$4096:{random}=$abc=:def=",
                "SESSION | Cookie: obscura+_session={random}1234; a=b",
                "SESSION | X-XSRF+-TOKEN: {random}1234",
                "PRIVATE_KEY | -----BEGIN EC PRIVATE+ KEY-----{random}{random}",
                "CHANNEL | https://hooks.slack+.com/services/T01ABCDEF/B01ABCDEF/{random}",
                "CLOUD_KEY | key=AKIA+Q7ZR2LWX9BTN4KCV",
                "DATABASE_URL | jdbc:postgresql+://db/obscura?user=a&password=hunter2-hunter2",
                "DATABASE_URL | postgres+://obscura:hunter2hunter2@db/obscura",
                "DATABASE_PASSWORD | POSTGRES+_PASSWORD: 'correct horse'x"
            })
    void whatIsPlantedIsFound(SecretKind kind, String text) {
        String planted = text.replace("+", "").replace("{random}", RANDOM).replace("correct horse", "correct-horse");

        assertThat(Secrets.in("a file", "first line\n" + planted))
                .extracting(Secrets.Finding::kind)
                .contains(kind);
        assertThat(Secrets.in("a file", "first line\n" + planted))
                .extracting(Secrets.Finding::place)
                .contains("a file:2");
        assertThat(Secrets.in("a file", planted).toString()).doesNotContain(RANDOM);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer obs_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "-H \"Authorization: Bearer obs_…\"",
                "obs_' or 1=1 --",
                "POSTGRES_PASSWORD: ${POSTGRES_PASSWORD}",
                "SPRING_DATASOURCE_PASSWORD=…",
                "SPRING_DATASOURCE_PASSWORD: *password",
                "jdbc:postgresql://localhost:5432/obscura",
                "postgres://user:password",
                "obscura_session is random",
                "whsec_… was shown",
                "https://hooks.slack.com/services/…",
                "argon2id (19 MB, two passes)"
            })
    void whatOnlySpeaksOfSecretsIsNone(String text) {
        assertThat(Secrets.in("a page", text)).isEmpty();
    }

    /** Sources, pages, the image's files, definitions of deployments: whatever is in the repository. */
    @Test
    void noFileOfTheRepositoryHoldsOne() throws IOException, InterruptedException {
        List<Path> files = files();

        List<Secrets.Finding> found = files.stream()
                .flatMap(file -> Secrets.in(file.toString(), text(file)).stream())
                .toList();

        assertThat(files).hasSizeGreaterThan(1000).contains(Path.of("Dockerfile"), Path.of("docker-compose.yml"));
        assertThat(found)
                .as(
                        "Take it out and make it void: it stays in the history. An example that is good for nothing belongs into Secrets.EXAMPLES")
                .isEmpty();
    }

    private static List<Path> files() throws IOException, InterruptedException {
        ShortCommand git = TestCommand.run(
                new ProcessBuilder("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"));
        assertThat(git.code()).as(git.error()).isZero();
        return Stream.of(git.output().split("\0"))
                .map(Path::of)
                .filter(Files::isRegularFile)
                .toList();
    }

    /** Of any file: in Latin-1 every byte is a character, and secrets are ASCII. */
    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
