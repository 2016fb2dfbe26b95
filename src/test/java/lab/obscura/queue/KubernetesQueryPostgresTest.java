package lab.obscura.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What KEDA asks by the manifests, asked of a real queue. */
class KubernetesQueryPostgresTest {

    private static final Pattern QUERY = Pattern.compile("query: (select .+)");

    private final QueueFixture queue = new QueueFixture();

    @ParameterizedTest
    @ValueSource(strings = {"pilots/base/pilot.yaml", "rendered/card.yaml", "rendered/kueue.yaml"})
    void everyQueryAnswersWithOneNumber(String file) throws IOException {
        queue.submit();

        assertThat(queries(file))
                .isNotEmpty()
                .allSatisfy(query -> assertThat(
                                queue.jdbc.sql(query).query(Long.class).single())
                        .isBetween(0L, 1L));
    }

    @Test
    void aRunThatWaitsWantsAPilotOnProcessorsAndNoCard() throws IOException {
        queue.submit();

        assertThat(queries("rendered/card.yaml").stream()
                        .map(query -> queue.jdbc.sql(query).query(Long.class).single()))
                .containsExactly(0L, 1L);
    }

    /** In the order of their pilots' names: card, cpu. */
    private static List<String> queries(String file) throws IOException {
        return QUERY.matcher(Files.readString(Path.of("deploy/kubernetes").resolve(file)))
                .results()
                .map(match -> match.group(1))
                .toList();
    }
}
