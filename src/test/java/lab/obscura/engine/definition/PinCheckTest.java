package lab.obscura.engine.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.text.Normalizer;
import java.util.List;
import java.util.Map;
import lab.obscura.engine.data.facts.DatasetInfo;
import lab.obscura.engine.data.facts.KnownSets;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.settings.FieldError;
import org.junit.jupiter.api.Test;

class PinCheckTest {

    private static final String NAME = "caf\u00e9"; // one character where its decomposed form has two
    private static final String HASH = "a".repeat(64);

    private static List<FieldError> check(String posted, String pin) {
        var definition = new DefinitionReader()
                .read(Map.of("dataset", Map.of("id", posted, "dataHash", pin), "network", Map.of("backbone", "cnn-4")));
        var info = new DatasetInfo(
                NAME,
                NAME,
                "test",
                new ImageShape(32, 32, 3),
                List.of("a", "b"),
                100,
                100,
                HASH,
                false,
                List.of(),
                KnownSets.of(NAME, 3));
        return PinCheck.of(definition, info);
    }

    @Test
    void aPinHoldsForItsSetHoweverItsNameWasTyped() {
        assertThat(check(NAME, HASH)).isEmpty();
        assertThat(check(Normalizer.normalize(NAME, Normalizer.Form.NFD), HASH)).isEmpty();
    }

    @Test
    void aPinThatIsNotKeptIsNamedOnce() {
        assertThat(check(Normalizer.normalize(NAME, Normalizer.Form.NFD), "b".repeat(64)))
                .extracting(FieldError::path, FieldError::value)
                .containsExactly(tuple("dataset.dataHash", "b".repeat(64)));
    }
}
