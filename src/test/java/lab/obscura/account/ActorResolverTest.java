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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.context.request.ServletWebRequest;

class ActorResolverTest {

    private final MockHttpServletRequest request = new MockHttpServletRequest();

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
        Actor actor = new ActorResolver().resolveArgument(null, null, new ServletWebRequest(request), null);
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
