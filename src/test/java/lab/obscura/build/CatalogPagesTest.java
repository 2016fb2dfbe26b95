package lab.obscura.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import lab.obscura.contract.Entries;
import lab.obscura.engine.settings.Setting;
import lab.obscura.engine.settings.SettingsSchema;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The page of a part, an attack or a measure knows every setting, with the default of the code. */
@Tag("contract")
class CatalogPagesTest {

    @ParameterizedTest(name = "{0} {1}", allowZeroInvocations = true)
    @MethodSource("settings")
    void listsTheSettingWithItsDefault(Path page, String name, Setting<?> setting) throws IOException {
        Optional<String> row = Files.readString(page)
                .lines()
                .filter(line -> line.startsWith("| `" + name + "` |"))
                .findFirst();

        assertThat(row)
                .as("Add a row | `%s` | range | default | means | to %s", name, page)
                .isPresent();
        assertThat(defaultIn(row.orElseThrow()))
                .as("Correct the third column of `%s` in %s", name, page)
                .isEqualTo(setting.jsonDefault().map(CatalogPagesTest::plain).orElse("required"));
    }

    static Stream<Arguments> settings() {
        var parts = Entries.parts()
                .map(entry -> entry.info())
                .flatMap(info -> rows(Path.of("docs/parts", info.id() + ".md"), info.schema()));
        var attacks = Entries.attacks()
                .map(entry -> entry.info())
                .flatMap(info -> rows(Path.of("docs/attacks", info.id() + ".md"), info.schema()));
        var measures = Entries.measures()
                .map(entry -> entry.info())
                .flatMap(info -> rows(Path.of("docs/measures", info.id() + ".md"), info.schema()));
        return Stream.of(parts, attacks, measures).flatMap(rows -> rows);
    }

    private static Stream<Arguments> rows(Path page, SettingsSchema schema) {
        return schema.settings().stream().map(setting -> Arguments.of(page, setting.name(), setting));
    }

    private static String defaultIn(String row) {
        return row.split("\\|")[3].strip().replace("`", "");
    }

    private static String plain(Object value) {
        boolean number = value instanceof Double;
        return number ? new BigDecimal(value.toString()).stripTrailingZeros().toPlainString() : value.toString();
    }
}
