package lab.obscura.keeping.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import lab.obscura.keeping.Deletions;
import lab.obscura.keeping.FinishedRuns;
import lab.obscura.keeping.RunMarks;
import lab.obscura.platform.ObscuraProperties;
import lab.obscura.platform.web.ApiClient;
import lab.obscura.platform.web.ServiceTest;
import lab.obscura.queue.Queue;
import lab.obscura.queue.RunId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What the disk page says, and what the rules for old runs do. */
@ServiceTest
class DiskPostgresTest {

    @LocalServerPort
    int port;

    @Autowired
    OldRuns old;

    @Autowired
    Deletions deletions;

    @Autowired
    RunMarks marks;

    @Autowired
    OldEvents events;

    @Autowired
    PublishedLeftovers leftovers;

    @Autowired
    Queue queue;

    private final JdbcClient jdbc;
    private ApiClient api;
    private FinishedRuns runs;
    private JsonNode study;

    DiskPostgresTest(@Autowired JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @BeforeEach
    void store() {
        api = new ApiClient(port);
        runs = new FinishedRuns(api, jdbc);
        study = runs.study("old", "ada");
    }

    @Test
    void everyKindOfThingHasItsBytes() {
        runs.succeed(run(0));

        JsonNode disk = api.get("/api/v1/disk?fresh=true").json();

        assertThat(disk.get("free").asLong())
                .isPositive()
                .isLessThan(disk.get("total").asLong());
        assertThat(disk.get("parts").findValuesAsString("id"))
                .contains("pictures", "encoders", "curves", "checkpoints", "trainedNetworks", "datasets")
                .doesNotContain("published");
        assertThat(disk.at("/parts/0/bytes").asLong()).isPositive();
        assertThat(disk.at("/rules/0/on").asBoolean()).isFalse();
        assertThat(disk.at("/rules/1/runs").asInt()).isZero();
        assertThat(api.get("/api/v1/disk").json().get("measuredAt")).isEqualTo(disk.get("measuredAt"));
    }

    @Test
    void withoutARuleNothingHappens() {
        ended(run(0), "FAILED", 1000);

        service(Map.of("obscura.retention.progress", "0d")).apply();

        assertThat(isThere(run(0))).isTrue();
        assertThat(isArchived(run(0))).isFalse();
    }

    @Test
    void oldRunsAreArchivedByStateAndAge() {
        ended(run(0), "FAILED", 31);
        ended(run(1), "FAILED", 29);
        ended(run(2), "SUCCEEDED", 31);

        service(Map.of("obscura.retention.archive.after", "30d", "obscura.retention.archive.states", "FAILED"))
                .apply();

        assertThat(isArchived(run(0))).isTrue();
        assertThat(isArchived(run(1))).isFalse();
        assertThat(isArchived(run(2))).isFalse();
        JsonNode changes = api.get("/api/v1/runs/" + run(0)).json().get("changes");
        assertThat(changes.get(changes.size() - 1).get("reason").asString())
                .isEqualTo("archived by obscura.retention.archive");
        assertThat(changes.get(changes.size() - 1).get("actor").isNull()).isTrue();
    }

    @Test
    void oldRunsAreDeletedUnlessTheyArePinned() {
        ended(run(0), "CANCELLED", 100);
        ended(run(1), "CANCELLED", 100);
        marks.pin(List.of(new RunId(UUID.fromString(run(1)))), true);

        service(Map.of("obscura.retention.delete.after", "90d")).apply();

        assertThat(isThere(run(0))).isFalse();
        assertThat(isThere(run(1))).isTrue();
        assertThat(isThere(run(2))).isTrue();
    }

    @Test
    void aRuleThatNobodyCanFollowIsRefused() {
        assertThatThrownBy(() -> properties(Map.of("obscura.retention.delete.states", "RUNNING")))
                .isInstanceOf(BindException.class)
                .hasRootCauseMessage(
                        "A rule under obscura.retention must have after from 0d and states of FAILED, CANCELLED"
                                + " and SUCCEEDED, was 0d and [RUNNING]");
    }

    private RetentionService service(Map<String, String> settings) {
        return new RetentionService(
                properties(settings), old, deletions, marks, events, leftovers, queue, new SimpleMeterRegistry());
    }

    private static ObscuraProperties properties(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("obscura", ObscuraProperties.class);
    }

    private void ended(String run, String state, int daysAgo) {
        runs.state(run, state);
        jdbc.sql(
                        "update runs set finished_at = current_instant() - make_interval(days => :days) where id = cast(:run as uuid)")
                .param("days", daysAgo)
                .param("run", run)
                .update();
    }

    private boolean isThere(String run) {
        return runs.rows("runs", run) == 1;
    }

    private boolean isArchived(String run) {
        return api.get("/api/v1/runs/" + run).json().get("archived").asBoolean();
    }

    /** Cell 0 with seeds 1 and 2, then cell 1. */
    private String run(int number) {
        return FinishedRuns.run(study, number / 2, number % 2);
    }
}
