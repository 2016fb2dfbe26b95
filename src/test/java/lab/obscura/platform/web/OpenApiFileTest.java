package lab.obscura.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The committed API document is what the code says; the frontend's types are made from it. */
@SpringBootTest(classes = WebSlice.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class OpenApiFileTest {

    private static final Path FILE = Path.of("docs/openapi.json");
    private static final String REPAIR = "./mvnw test -Dtest=OpenApiFileTest -Dopenapi.write=true";

    private final JsonMapper sorted = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .defaultPrettyPrinter(new DefaultPrettyPrinter()
                    .withObjectIndenter(new DefaultIndenter("  ", "\n"))
                    .withArrayIndenter(new DefaultIndenter("  ", "\n")))
            .build();

    @LocalServerPort
    int port;

    @Test
    void theCommittedApiDocumentIsWhatTheCodeSays() throws Exception {
        String fromCode = document();
        if (Boolean.getBoolean("openapi.write")) {
            Files.writeString(FILE, fromCode);
        }

        String committed = Files.exists(FILE) ? Files.readString(FILE) : "";

        assertThat(committed)
                .as("The API has changed. Write its document again and commit it: " + REPAIR)
                .isEqualTo(fromCode);
    }

    private String document() throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/v3/api-docs"))
                .build();
        var answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        Object tree = sorted.readValue(answer.body(), Object.class);
        return sorted.writerWithDefaultPrettyPrinter().writeValueAsString(tree) + "\n";
    }
}
