package lab.obscura.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import lab.obscura.engine.data.images.DataException;
import lab.obscura.engine.settings.FieldError;
import lab.obscura.engine.settings.SettingsException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** How failures of the code behind a controller are answered. */
@SpringBootTest(
        classes = {WebSlice.class, FailureApiTest.Failing.class},
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "logging.level.lab.obscura.platform.web=off")
class FailureApiTest {

    @LocalServerPort
    int port;

    private ApiClient api;

    @BeforeEach
    void connect() {
        api = new ApiClient(port);
    }

    @Test
    void aMistakeOfOursTellsItsTraceIdAndNothingElse() {
        var answer = api.get("/failing/mistake");

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.at("/type")).isEqualTo("/errors/internal");
        assertThat(answer.at("/traceId")).matches("[0-9a-f]{16}");
        assertThat(answer.text()).doesNotContain("secret", "IllegalState", "java");
    }

    @Test
    void anErrorOfTheJvmIsAnsweredTheSameWay() {
        var answer = api.get("/failing/error");

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.at("/type")).isEqualTo("/errors/internal");
        assertThat(answer.text()).doesNotContain("secret", "java");
    }

    @Test
    void brokenRulesAreNamedFieldByField() {
        var answer = api.get("/failing/settings");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.at("/type")).isEqualTo("/errors/invalid-settings");
        assertThat(answer.at("/fields/1/path")).isEqualTo("b");
        assertThat(answer.at("/fields/1/hint")).isEqualTo("Leave it out");
    }

    @Test
    void aDamagedDataSetSaysWhatIsWrongWithIt() {
        assertThat(api.get("/failing/data").at("/detail")).isEqualTo("train.bin is 7 bytes short");
    }

    @Test
    void aDataBaseThatIsAwayAsksForPatience() {
        var answer = api.get("/failing/database");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).contains("5");
        assertThat(answer.text()).doesNotContain("secret");
    }

    @RestController
    @RequestMapping("/failing/{how}")
    static class Failing {

        @GetMapping
        String fail(@PathVariable String how) {
            if (how.equals("error")) {
                throw new StackOverflowError("secret");
            }
            throw switch (how) {
                case "settings" ->
                    new SettingsException(List.of(
                            new FieldError("a", "a number", "x", ""),
                            new FieldError("b", "absent", "y", "Leave it out")));
                case "data" -> new DataException("train.bin is 7 bytes short");
                case "database" -> new DataAccessResourceFailureException("secret address");
                default -> new IllegalStateException("secret");
            };
        }
    }
}
