package lab.obscura.account.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.obscura.platform.web.ApiClient;
import lab.obscura.platform.web.ApiClient.Answer;

/** People of a guarded service: made by the bootstrap token and the first admin, as anybody would. */
final class Members {

    static final Path BOOTSTRAP = Path.of("target/guarded-service/bootstrap-token");
    static final String PASSWORD = "copper lantern seven rivers";

    private static String admin = "";

    private final ApiClient api;

    Members(ApiClient api) {
        this.api = api;
    }

    /** A browser that is logged in. */
    record Browser(String session, String csrf) {

        String[] headers() {
            return new String[] {"Cookie", "obscura_session=" + session, "X-XSRF-TOKEN", csrf};
        }

        String[] cookieAlone() {
            return new String[] {"Cookie", "obscura_session=" + session};
        }
    }

    /** The token of the first admin, who is made once for all tests that share the service. */
    synchronized String admin() {
        synchronized (Members.class) {
            if (admin.isEmpty()) {
                String bootstrap = bootstrap();
                Answer made = api.post("/api/v1/accounts", account("root", "admin"), bearer(bootstrap));
                assertThat(made.status()).as(made.text()).isEqualTo(201);
                admin = token("root", "admin");
            }
            return admin;
        }
    }

    static String bootstrap() {
        try {
            return Files.readString(BOOTSTRAP).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String account(String name, String role) {
        return String.format(
                java.util.Locale.ROOT,
                "{\"name\": \"%s\", \"role\": \"%s\", \"password\": \"%s\"}",
                name,
                role,
                PASSWORD);
    }

    static String[] bearer(String token) {
        return new String[] {"Authorization", "Bearer " + token};
    }

    /** Makes an account, unless it is there. */
    void has(String name, String role) {
        Answer made = api.post("/api/v1/accounts", account(name, role), bearer(admin()));
        assertThat(made.status()).as(made.text()).isIn(201, 400);
    }

    Browser browser(String name) {
        return browser(name, PASSWORD);
    }

    Browser browser(String name, String password) {
        Answer answer = login(name, password);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return new Browser(cookie(answer, "obscura_session"), cookie(answer, "XSRF-TOKEN"));
    }

    Answer login(String name, String password, String... headers) {
        return api.post(
                "/api/v1/session",
                String.format(java.util.Locale.ROOT, "{\"name\": \"%s\", \"password\": \"%s\"}", name, password),
                headers);
    }

    static String cookie(Answer answer, String name) {
        return setCookies(answer).stream()
                .filter(cookie -> cookie.startsWith(name + "="))
                .map(cookie -> cookie.substring(name.length() + 1).replaceFirst(";.*", ""))
                .collect(Collectors.joining());
    }

    static List<String> setCookies(Answer answer) {
        return answer.response().headers().allValues("Set-Cookie");
    }

    /** A token with the whole role of somebody. */
    String token(String name, String scope) {
        Answer made = api.post(
                "/api/v1/tokens",
                "{\"name\": \"test\", \"scope\": \"" + scope + "\"}",
                browser(name).headers());
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return made.at("/secret");
    }

    /** A token of a new account with this role. */
    String tokenOfNew(String name, String role) {
        has(name, role);
        if (role.equals("worker")) {
            return api.post("/api/v1/tokens", "{\"name\": \"machine\", \"account\": \"" + name + "\"}", bearer(admin()))
                    .at("/secret");
        }
        return token(name, role);
    }

    /** The first lines of what was written down, newest first. */
    List<String> audit(String filter) {
        Answer answer = api.get("/api/v1/audit?" + filter, bearer(admin()));
        return answer.json()
                .at("/lines")
                .valueStream()
                .map(line -> Stream.of("actor", "action", "subject")
                        .map(field -> line.at("/" + field).asString())
                        .collect(Collectors.joining(" ")))
                .toList();
    }

    static Optional<String> path(Answer answer, String pointer) {
        return Optional.of(answer.at(pointer)).filter(text -> !text.isEmpty());
    }
}
