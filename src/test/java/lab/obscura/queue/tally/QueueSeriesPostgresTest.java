package lab.obscura.queue.tally;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import lab.obscura.platform.web.ApiClient;
import lab.obscura.platform.web.ServiceTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What Prometheus reads, and what the dashboard in the repository shows of it. */
@ServiceTest
class QueueSeriesPostgresTest {

    private static final Path DASHBOARD = Path.of("deploy/grafana/obscura.json");

    @LocalServerPort
    int port;

    private final Tallies tallies;
    private ApiClient api;

    QueueSeriesPostgresTest(@Autowired Tallies tallies) {
        this.tallies = tallies;
    }

    @BeforeEach
    void connect() {
        api = new ApiClient(port);
    }

    @Test
    void whatIsCountedInTheDatabaseIsACounterOfPrometheus() {
        tallies.add(Tally.CLAIMS);
        tallies.add(Tally.ATTEMPTS, "failed", 2);
        tallies.add(Tally.ATTEMPTS, "failed", 1);

        assertThat(tallies.all()).containsEntry("attempts failed", 3L).containsKey("claims ");
        assertThat(api.get("/actuator/prometheus").text())
                .contains("# TYPE obscura_attempts_total counter", "# TYPE obscura_claims_total counter");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "obscura_runs\\{state=\"queued\"} \\d",
                "obscura_runs\\{state=\"succeeded\"} \\d",
                "obscura_queue_oldest_seconds \\d",
                "obscura_queue_paused [01]",
                "obscura_workers \\d",
                "obscura_slots\\{use=\"busy\"} \\d",
                "obscura_slots\\{use=\"free\"} \\d",
                "obscura_cards \\d",
                "obscura_card_memory_bytes\\{use=\"used\"} \\d",
                "obscura_card_memory_bytes\\{use=\"free\"} \\d",
                "obscura_card_busy_ratio \\d",
                "obscura_attempts_total\\{end=\"interrupted\"} \\d",
                "obscura_fence_refusals_total \\d",
                "obscura_rescues_total \\d",
                "obscura_used_processor_seconds_total \\d",
                "obscura_used_card_seconds_total \\d",
                "obscura_database_bytes [1-9]",
                "obscura_disk_free_bytes [1-9]",
                "obscura_disk_total_bytes [1-9]"
            })
    void everySeriesIsThereAlsoBeforeAnythingHappened(String series) {
        assertThat(api.get("/actuator/prometheus").text()).containsPattern(series);
    }

    @Test
    void theDashboardShowsOnlySeriesThatThereAre() throws IOException {
        api.get("/api/v1/queue");
        String scraped = api.get("/actuator/prometheus").text();
        Set<String> shown = Pattern.compile("\\b(obscura_\\w+|http_server_\\w+)")
                .matcher(Files.readString(DASHBOARD))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(shown)
                .hasSizeGreaterThan(10)
                .allSatisfy(series -> assertThat(scraped).containsPattern("(?m)^" + series + "[ {]"));
    }
}
