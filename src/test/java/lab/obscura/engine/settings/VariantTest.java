package lab.obscura.engine.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VariantTest {

    @Test
    void formsLearnTheFormerNamesOfAChoice() {
        assertThat(Variant.setting("sign").jsonSchema())
                .containsEntry("enum", List.of("corrected", "reference-code"))
                .containsEntry("x-former-names", Map.of("intended", "corrected", "faithful", "reference-code"));
    }

    @Test
    void aNameThatNeverWasIsRefused() {
        var schema = SettingsSchema.of(Variant.setting("sign"));

        assertThat(catchThrowable(() -> schema.read("part", Map.of("sign", "published"))))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("part.sign must be one of corrected, reference-code, was published");
    }
}
