package lab.obscura.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lab.obscura.platform.web.ApiClient;
import lab.obscura.platform.web.ApiClient.Answer;
import lab.obscura.platform.web.ServiceTest;
import lab.obscura.queue.RunId;
import lab.obscura.result.FinishedRuns;
import lab.obscura.result.FinishedRuns.Plan;
import lab.obscura.whole.Patience;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Notifications of a service without accounts, which sends by itself. */
@ServiceTest
class NotificationsPostgresTest {

    private static final String ALL = "/api/v1/notifications";

    /** Nobody answers there, and nobody is asked: the name resolves nowhere. */
    private static final String TARGET = "https://hooks.invalid/services/T0/B0/abcdefgh";

    @LocalServerPort
    int port;

    private final JdbcClient jdbc;
    private final FinishedRuns runs;
    private ApiClient api;

    NotificationsPostgresTest(@Autowired JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.runs = new FinishedRuns(jdbc);
    }

    @BeforeEach
    void connect() {
        api = new ApiClient(port);
    }

    @AfterEach
    void removeAll() {
        jdbc.sql("delete from notification_destinations").update();
    }

    @Test
    void anIdThatIsNoneIsToldHowIdsLook() {
        Answer answer = api.post(ALL + "/latest/test", "");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.at("/detail")).startsWith("id must be an id, was latest. Ids are as in");
    }

    private Answer add(String kind, String target, String events) {
        return api.post(
                ALL,
                "{\"kind\": \"" + kind + "\", \"name\": \"a channel\", \"target\": \"" + target + "\", \"events\": "
                        + events + "}");
    }

    private List<String> titles(String event) {
        return api.get(ALL + "/deliveries?limit=200")
                .json()
                .get("deliveries")
                .valueStream()
                .filter(delivery -> delivery.get("event").asString().equals(event))
                .map(delivery -> delivery.get("title").asString())
                .toList();
    }

    private void ended(RunId run) {
        jdbc.sql("insert into run_endings (run_id, state, reason) values (:run, 'SUCCEEDED', 'finished')")
                .param("run", run.value())
                .update();
    }

    @Test
    void nothingIsThereUntilSomebodyWantsIt() {
        Answer answer = api.get(ALL);

        assertThat(answer.json().get("destinations")).isEmpty();
        assertThat(answer.json().get("events")).hasSize(4);
        assertThat(answer.at("/mail")).isEqualTo("false");
        assertThat(api.get(ALL + "/deliveries").json().get("deliveries")).isEmpty();
    }

    @Test
    void theSecretOfAWebhookIsShownOnceAndItsAddressNever() {
        Answer made = add("webhook", TARGET, "[\"run-failed\", \"run-failed\", \"new-best\"]");

        assertThat(made.status()).as(made.text()).isEqualTo(201);
        String secret = made.at("/secret");
        assertThat(secret).matches("whsec_[A-Za-z0-9+/]{43}=");
        assertThat(made.text()).doesNotContain("services/T0/B0");
        Answer list = api.get(ALL);
        assertThat(list.text()).doesNotContain(secret, "services/T0/B0");
        assertThat(list.at("/destinations/0/target")).isEqualTo("https://hooks.invalid/…efgh");
        assertThat(list.json().at("/destinations/0/events").toString()).isEqualTo("[\"run-failed\",\"new-best\"]");
    }

    @Test
    void aTestThatDoesNotArriveSaysWhy() {
        String id = add("slack", TARGET, "[\"run-failed\"]").at("/destination/id");

        Answer asked = api.post(ALL + "/" + id + "/test", "");

        assertThat(asked.status()).as(asked.text()).isEqualTo(202);
        Patience.until(
                "the attempt",
                Duration.ofMinutes(2),
                () -> api.get(ALL + "/deliveries").at("/deliveries/0/error").equals("no such host"));
        Answer became = api.get(ALL + "/deliveries");
        assertThat(became.at("/deliveries/0/state")).isEqualTo("waiting");
        assertThat(became.at("/deliveries/0/dueAt")).isNotEmpty();
        assertThat(became.at("/deliveries/0/destination")).isEqualTo("a channel");
    }

    @Test
    void operatorsSeeHowManyWaitAndWereGivenUp() {
        String id = add("slack", TARGET, "[\"run-failed\"]").at("/destination/id");
        api.post(ALL + "/" + id + "/test", "");
        jdbc.sql("update notifications set standing = 'DEAD', ended_at = now()").update();

        assertThat(api.get("/actuator/prometheus").text())
                .contains("obscura_notifications{state=\"dead\"} 1.0", "obscura_notifications{state=\"waiting\"} 0.0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pigeon | https://a.example/ | [\"run-failed\"] | kind",
                "webhook | http://a.example/ | [\"run-failed\"] | target",
                "webhook | https://192.168.1.7/ | [\"run-failed\"] | target",
                "webhook | https://[::ffff:10.0.0.1]/ | [\"run-failed\"] | target",
                "webhook | https://user@a.example/ | [\"run-failed\"] | target",
                "slack | nonsense | [\"run-failed\"] | target",
                "webhook | https://a.example/ | [] | events",
                "webhook | https://a.example/ | [\"weather\"] | events",
                "email | ada@example.org | [\"run-failed\"] | kind"
            })
    void whatBreaksARuleIsRefusedWithItsField(String kind, String target, String events, String field) {
        Answer answer = add(kind, target, events);

        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.at("/fields/0/path")).isEqualTo(field);
    }

    @Test
    void oneMayHaveTenDestinations() {
        List<Integer> statuses = IntStream.range(0, 11)
                .mapToObj(i -> add("slack", TARGET, "[\"run-failed\"]").status())
                .toList();

        assertThat(statuses).startsWith(201).endsWith(201, 429).hasSize(11);
    }

    @Test
    void aDestinationCanBeToldOfSomethingElseAndRemoved() {
        String id = add("slack", TARGET, "[\"run-failed\"]").at("/destination/id");

        Answer changed = api.patch(ALL + "/" + id, "{\"events\": [\"study-finished\"]}");
        int removed =
                api.send("DELETE", ALL + "/" + id, BodyPublishers.noBody()).status();
        Answer gone = api.patch(ALL + "/" + id, "{\"events\": [\"study-finished\"]}");

        assertThat(changed.json().at("/events").toString()).isEqualTo("[\"study-finished\"]");
        assertThat(removed).isEqualTo(204);
        assertThat(gone.at("/type")).isEqualTo("/errors/unknown-destination");
    }

    @Test
    void aNewLeaderOfABoardIsToldOnce() {
        add("slack", TARGET, "[\"new-best\", \"attacker-inadequate\"]");
        Stream.of(1, 2)
                .forEach(seed ->
                        runs.succeeded(Plan.on("leading").row("a").seed(seed).mse(0.02 + seed / 1000.0)));
        RunId first = runs.succeeded(Plan.on("leading")
                .row("b")
                .named("noise")
                .part("gaussian-noise")
                .seed(1)
                .mse(0.05));
        ended(first);
        RunId second = runs.succeeded(Plan.on("leading")
                .row("b")
                .named("noise")
                .part("gaussian-noise")
                .seed(2)
                .mse(0.06));
        ended(second);
        Patience.until(
                "the message", Duration.ofMinutes(2), () -> !titles("new-best").isEmpty());
        RunId third = runs.succeeded(Plan.on("leading")
                .row("b")
                .named("noise")
                .part("gaussian-noise")
                .seed(3)
                .mse(0.05));
        ended(third);
        RunId weak = runs.succeeded(Plan.on("leading")
                .row("c")
                .named("weak")
                .part("dropout")
                .seed(1)
                .mse(0.09)
                .inadequate("it stopped too early"));
        ended(weak);
        Patience.until(
                "the other",
                Duration.ofMinutes(2),
                () -> !titles("attacker-inadequate").isEmpty());

        assertThat(titles("new-best")).containsExactly("New best on leading: noise");
        assertThat(titles("attacker-inadequate")).containsExactly("Attacker inadequate: weak, seed 1");
    }
}
