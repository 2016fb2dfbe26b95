package lab.obscura.study;

import static org.assertj.core.api.Assertions.assertThat;

import lab.obscura.platform.web.ApiClient;
import lab.obscura.platform.web.ApiClient.Answer;
import lab.obscura.platform.web.ServiceTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Presets over HTTP: what they cost here, and the studies that they become. */
@ServiceTest
class PresetPostgresTest {

    private static final String PRESETS = "/api/v1/presets";
    private static final String STUDIES = "/api/v1/studies/";

    @LocalServerPort
    int port;

    private ApiClient api;

    @BeforeEach
    void connect() {
        api = new ApiClient(port);
    }

    @Test
    void aGroupOfPresetsIsAStudy() {
        Answer queued = api.post(PRESETS + "/demo", "");

        JsonNode study = api.get(STUDIES + queued.at("/study")).json();
        assertThat(study.get("name").asString()).isEqualTo("demo");
        assertThat(study.get("cells")).hasSameSizeAs(queued.json().get("experiments"));
        assertThat(study.at("/cells/0/experiment")).isEqualTo(queued.json().at("/experiments/0/id"));
    }

    @Test
    void theSameKeyGivesTheSameStudyOfPresets() {
        Answer first = api.post(PRESETS + "/demo", "", "Idempotency-Key", "one click");
        Answer again = api.post(PRESETS + "/demo", "", "Idempotency-Key", "one click");
        Answer other = api.post(PRESETS + "/tiny", "", "Idempotency-Key", "one click");

        assertThat(again.at("/study")).isEqualTo(first.at("/study"));
        assertThat(again.json().get("experiments").findValuesAsString("rowHash"))
                .isEqualTo(first.json().get("experiments").findValuesAsString("rowHash"));
        assertThat(other.at("/type")).isEqualTo("/errors/idempotency-conflict");
    }

    @Test
    void presetsSayWhatTheyCostHereOrWhyTheyCannotRun() {
        JsonNode answer = api.get(PRESETS).json();

        JsonNode demo = answer.at("/groups/1");
        assertThat(demo.get("id").asString()).isEqualTo("demo");
        assertThat(demo.get("experiments").asInt()).isEqualTo(3);
        assertThat(demo.at("/cost/runs").asInt()).isEqualTo(3);
        assertThat(demo.at("/cost/seconds").asLong())
                .isEqualTo(answer.at("/presets/1/cost/seconds").asLong()
                        + answer.at("/presets/2/cost/seconds").asLong()
                        + answer.at("/presets/3/cost/seconds").asLong())
                .isPositive();
        JsonNode study = answer.at("/groups/4");
        assertThat(study.get("id").asString()).isEqualTo("mini-study");
        assertThat(study.at("/cost/runs").asInt()).isEqualTo(84);
        assertThat(study.at("/cost/seconds").isNull()).isTrue();
        assertThat(study.at("/cost/obstacle").asString())
                .isEqualTo("its data set cifar10-lossless-6k is not in the data directory");
    }

    @Test
    void aSinglePresetIsAStudyOfOneCell() {
        Answer queued = api.post(PRESETS + "/tiny", "");

        JsonNode study = api.get(STUDIES + queued.at("/study")).json();
        assertThat(study.get("cells")).hasSize(1);
        assertThat(study.at("/cells/0/labels").toString()).isEqualTo("{\"preset\":\"tiny\"}");
        assertThat(study.at("/posted").toString()).isEqualTo("{\"preset\":\"tiny\"}");
        assertThat(study.at("/cells/0/runs/0/id")).isEqualTo(queued.json().at("/experiments/0/runs/0/id"));
    }
}
