package lab.obscura.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import lab.obscura.Obscura;
import lab.obscura.platform.web.ApiClient;
import lab.obscura.platform.web.ApiClient.Answer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ContextConfiguration;

/** A database of version 0.1 with a thousand runs, under the service of today, with accounts switched on. */
@SpringBootTest(
        classes = Obscura.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"obscura.worker.enabled=false", "obscura.home=target/upgraded-service", "obscura.auth=local"})
@ContextConfiguration(initializers = OldDatabase.class)
class UpgradePostgresTest {

    private static final Path BOOTSTRAP = Path.of("target/upgraded-service/bootstrap-token");
    private static final String PASSWORD = "copper lantern seven rivers";

    private static String admin = "";

    @LocalServerPort
    int port;

    private final JdbcClient jdbc;

    UpgradePostgresTest(@Autowired JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Test
    void nothingIsLostAndNothingIsChanged() {
        assertThat(OldDatabase.sums(jdbc)).isEqualTo(OldDatabase.before());
        assertThat(OldDatabase.before()).hasSizeGreaterThan(13);
        assertThat(OldDatabase.before().get("runs")).startsWith(OldDatabase.RUNS + " rows");
        assertThat(OldDatabase.before().get("reconstructions")).startsWith("11200 rows");
    }

    @Test
    void whatIsNewIsEmptyAndSaysSo() {
        String unclaimed = "select count(*) from runs where submitter <> 'ben@lab' and ";
        assertThat(single(unclaimed + "account_id is null and project_id is null and lane = submitter and not pinned"))
                .isEqualTo(OldDatabase.RUNS * 3 / 4);
        assertThat(single("select count(*) from experiments where private_to is not null"))
                .isZero();
        assertThat(single("select count(*) from runs where (stored_bytes is null) = (state = 'SUCCEEDED')"))
                .isZero();
    }

    @Test
    void freeTextStaysTheSubmitterAndIsNobodysAccount() {
        String token = token("carla", "submitter");
        ApiClient api = new ApiClient(port);
        String run = jdbc.sql(
                        "select cast(id as text) from runs where submitter = 'carla' and state = 'QUEUED' order by position limit 1")
                .query(String.class)
                .single();

        List<String> shown = api.get("/api/v1/runs?submitter=Ada%20L.&limit=5", bearer(token))
                .json()
                .at("/runs")
                .valueStream()
                .map(row -> row.at("/submitter").asString())
                .toList();
        Answer found = api.get("/api/v1/runs/" + run, bearer(token));
        Answer refused = api.post("/api/v1/runs/" + run + "/cancel", "", bearer(token));

        assertThat(shown).hasSize(5).containsOnly("Ada L.");
        assertThat(found.at("/submitter")).as(found.text()).isEqualTo("carla");
        assertThat(found.json().at("/used/attempts").asInt()).isZero();
        assertThat(refused.at("/type")).isEqualTo("/errors/not-owner");
    }

    @Test
    void anAdminGivesThemToAnAccountAndTheNameStays() {
        String token = token("ben", "submitter");
        ApiClient api = new ApiClient(port);
        long runs = single("select count(*) from runs where submitter = 'ben@lab'");
        long experiments = single("select count(*) from experiments where submitter = 'ben@lab'");
        String run = jdbc.sql(
                        "select cast(id as text) from runs where submitter = 'ben@lab' and state = 'QUEUED' order by position limit 1")
                .query(String.class)
                .single();

        Answer claimed = api.post("/api/v1/accounts/ben/claims", "{\"submitter\": \"ben@lab\"}", bearer(admin()));
        Answer cancelled = api.post("/api/v1/runs/" + run + "/cancel", "", bearer(token));
        Answer usage = api.get("/api/v1/usage", bearer(token));

        assertThat(claimed.json().at("/rows").asLong()).as(claimed.text()).isEqualTo(runs + experiments);
        assertThat(cancelled.status()).as(cancelled.text()).isEqualTo(200);
        assertThat(cancelled.at("/submitter")).isEqualTo("ben@lab");
        assertThat(single("select count(*) from runs where submitter = 'ben@lab' and lane = submitter"))
                .isZero();
        assertThat(usage.json().at("/account/storedBytes").asLong()).isPositive();
    }

    @Test
    void boardsStudiesAndListsReadIt() {
        ApiClient api = new ApiClient(port);

        Answer board = api.get("/api/v1/boards/shapes", bearer(admin()));
        Answer page = api.get("/api/v1/runs?limit=100", bearer(admin()));

        assertThat(board.json().at("/rows").size()).as(board.text()).isPositive();
        assertThat(page.json().at("/runs").size()).isEqualTo(100);
    }

    private long single(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }

    private static String[] bearer(String token) {
        return new String[] {"Authorization", "Bearer " + token};
    }

    private String admin() {
        synchronized (UpgradePostgresTest.class) {
            if (admin.isEmpty()) {
                make("root", "admin", bootstrap());
                admin = login("root", "admin");
            }
            return admin;
        }
    }

    private static String bootstrap() {
        try {
            return Files.readString(BOOTSTRAP).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String token(String name, String role) {
        make(name, role, admin());
        return login(name, role);
    }

    private void make(String name, String role, String by) {
        String body = "{\"name\": \"" + name + "\", \"role\": \"" + role + "\", \"password\": \"" + PASSWORD + "\"}";
        Answer made = new ApiClient(port).post("/api/v1/accounts", body, bearer(by));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
    }

    private String login(String name, String scope) {
        ApiClient api = new ApiClient(port);
        Answer session =
                api.post("/api/v1/session", "{\"name\": \"" + name + "\", \"password\": \"" + PASSWORD + "\"}");
        List<String> cookies = session.response().headers().allValues("Set-Cookie");
        String csrf = cookies.stream()
                .filter(cookie -> cookie.startsWith("XSRF-TOKEN="))
                .map(cookie -> cookie.replaceFirst("XSRF-TOKEN=", "").replaceFirst(";.*", ""))
                .findFirst()
                .orElseThrow();
        String all = cookies.stream()
                .map(cookie -> cookie.replaceFirst(";.*", ""))
                .reduce((one, other) -> one + "; " + other)
                .orElseThrow();
        return api.post(
                        "/api/v1/tokens",
                        "{\"name\": \"test\", \"scope\": \"" + scope + "\"}",
                        "Cookie",
                        all,
                        "X-XSRF-TOKEN",
                        csrf)
                .at("/secret");
    }
}
