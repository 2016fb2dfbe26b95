package lab.obscura.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import lab.obscura.platform.web.Problem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.context.request.ServletWebRequest;

class ActorResolverTest {

    private static final Actor BOB = new Actor("bob", "b0b", false);
    private static final KnownNames ACCOUNTS = name -> Stream.of(
                    new SignedIn("b0b", "bob", Role.SUBMITTER, ""),
                    new SignedIn("v1c", "vic", Role.VIEWER, ""),
                    new SignedIn("n0de", "node", Role.WORKER, ""))
            .filter(account -> account.name().equals(name))
            .findFirst();

    private final MockHttpServletRequest request = new MockHttpServletRequest();

    @AfterEach
    void nobodyIsLoggedIn() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void whoIsLoggedInIsThatAccountWhateverTheHeaderSays() {
        logIn(new SignedIn("ada's id", "ada", Role.SUBMITTER, "session"));

        assertThat(actor()).isEqualTo(new Actor("ada", "ada's id", false));
        assertThat(actor("ada")).isEqualTo(new Actor("ada", "ada's id", false));
        assertThatThrownBy(() -> actor("bob")).isInstanceOf(Problem.class).hasMessageContaining("Only an admin");
    }

    @Test
    void anAdminActsForAnAccountAndWithItsRights() {
        logIn(new SignedIn("root's id", "root", Role.ADMIN, "session"));

        assertThat(actor()).isEqualTo(new Actor("root", "root's id", true));
        assertThat(actor("bob")).isEqualTo(BOB);
        assertThatThrownBy(() -> actor("eve")).isInstanceOf(Problem.class).hasMessageContaining("X-Submitter");
    }

    @ParameterizedTest
    @ValueSource(strings = {"vic", "node"})
    void whatAnAccountMayNotDoAnAdminDoesNotDoInItsName(String name) {
        logIn(new SignedIn("root's id", "root", Role.ADMIN, "session"));

        request.setMethod("POST");
        assertThatThrownBy(() -> actor(name))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("This needs the role submitter; " + name + " has");

        request.setMethod("GET");
        request.removeHeader("X-Submitter");
        assertThat(actor(name).name()).isEqualTo(name);
    }

    @Test
    void whoIsNotLoggedInWhereOneMustBeIsNobody() {
        SecurityContextHolder.getContext().setAuthentication(new TestingAuthenticationToken("anonymous", ""));

        assertThatThrownBy(() -> actor("bob")).isInstanceOf(Problem.class).hasMessageContaining("Log in");
    }

    private static void logIn(SignedIn who) {
        SecurityContextHolder.getContext().setAuthentication(new TestingAuthenticationToken(who, ""));
    }

    @Test
    void whoGivesNoNameIsAnonymous() {
        assertThat(actor()).isEqualTo(Actor.ANONYMOUS);
        assertThat(actor("  ")).isEqualTo(Actor.ANONYMOUS);
    }

    @Test
    void aNameIsReadAsUtf8AndWithoutSpacesAround() {
        String bytes = new String("Ada Žižek".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);

        assertThat(actor(" " + bytes + " ")).isEqualTo(new Actor("Ada Žižek"));
    }

    @Test
    void aHeaderThatStandsTwiceIsOneList() {
        assertThat(actor("ada", "bob")).isEqualTo(new Actor("ada,bob"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\tb", "a\u0000", "a\u202eb"})
    void whatIsNoPlainLineIsRefused(String name) {
        String bytes = new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> actor(bytes)).isInstanceOf(Problem.class).hasMessageContaining("X-Submitter");
    }

    @Test
    void nobodyElseReadsTheHeader() throws IOException {
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            assertThat(sources.filter(Files::isRegularFile)
                            .filter(file -> text(file).contains("\"X-Submitter\"")))
                    .containsExactly(Path.of("src/main/java/lab/obscura/account/ActorResolver.java"));
        }
    }

    private Actor actor(String... values) {
        Stream.of(values).forEach(value -> request.addHeader("X-Submitter", value));
        Actor actor = new ActorResolver(ACCOUNTS).resolveArgument(null, null, new ServletWebRequest(request), null);
        request.clearAttributes();
        request.removeHeader("X-Submitter");
        return actor;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
