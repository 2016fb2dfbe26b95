package lab.obscura.account.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import lab.obscura.client.ClientCommand;
import lab.obscura.client.ClientVerb;
import lab.obscura.engine.run.folder.ExitCode;
import lab.obscura.platform.web.ApiClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The commands of the terminal with a service that has accounts. */
@GuardedServiceTest
class ClientLoginPostgresTest {

    @TempDir
    Path folder;

    @LocalServerPort
    int port;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void aTokenIsAskedForOnceAndKeptForItsService() {
        String token = new Members(new ApiClient(port)).tokenOfNew("tess", "viewer");

        ExitCode before = obscura("", ClientVerb.LIST);
        String refusal = err.toString(StandardCharsets.UTF_8);
        ExitCode wrong = obscura("obs_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n", ClientVerb.LOGIN);
        ExitCode login = obscura(token + "\n", ClientVerb.LOGIN);
        String said = out.toString(StandardCharsets.UTF_8);
        ExitCode list = obscura("", ClientVerb.LIST);
        ExitCode submit = obscura("", ClientVerb.SUBMIT, "--preset=tiny");

        assertThat(before).isEqualTo(ExitCode.SETTINGS);
        assertThat(refusal).contains("obscura login keeps a token for http://localhost:" + port);
        assertThat(wrong).isEqualTo(ExitCode.SETTINGS);
        assertThat(login).isEqualTo(ExitCode.SUCCEEDED);
        assertThat(said).contains("You are tess", "role viewer").doesNotContain(token);
        assertThat(list).isEqualTo(ExitCode.SUCCEEDED);
        assertThat(submit).isEqualTo(ExitCode.SETTINGS);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("This needs the role submitter");
    }

    @Test
    void whatIsSubmittedForAProjectIsItsOwnUnlessItIsPublic() {
        var api = new ApiClient(port);
        var members = new Members(api);
        String token = members.tokenOfNew("theo", "submitter");
        api.post(
                "/api/v1/projects",
                "{\"name\": \"by-hand\", \"members\": [\"theo\"]}",
                Members.bearer(members.admin()));
        obscura(token + "\n", ClientVerb.LOGIN);

        ExitCode preset = obscura("", ClientVerb.SUBMIT, "--preset=tiny", "--project=by-hand");
        String own =
                api.get("/api/v1/experiments/latest", Members.bearer(token)).at("/visibility");
        ExitCode shown = obscura("", ClientVerb.SUBMIT, "--preset=tiny", "--project=by-hand", "--public");
        String open =
                api.get("/api/v1/experiments/latest", Members.bearer(token)).at("/visibility");
        ExitCode foreign = obscura("", ClientVerb.SUBMIT, "--preset=tiny", "--project=others");

        assertThat(preset).isEqualTo(ExitCode.SUCCEEDED);
        assertThat(own).isEqualTo("project");
        assertThat(shown).isEqualTo(ExitCode.SUCCEEDED);
        assertThat(open).isEqualTo("public");
        assertThat(foreign).isEqualTo(ExitCode.SETTINGS);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("one that you are a member of");
    }

    private ExitCode obscura(String typed, ClientVerb verb, String... arguments) {
        return new ClientCommand(
                        Map.of(
                                "OBSCURA_URL",
                                "http://localhost:" + port,
                                "OBSCURA_TOKEN_FILE",
                                folder.resolve("tokens").toString()),
                        new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        false)
                .run(verb, ClientCommand.read(verb, arguments));
    }
}
