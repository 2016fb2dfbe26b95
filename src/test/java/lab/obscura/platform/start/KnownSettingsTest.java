package lab.obscura.platform.start;

import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import lab.obscura.platform.ObscuraProperties;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KnownSettingsTest {

    private final KnownSettings settings = new KnownSettings(ObscuraProperties.class);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--server.port=9090",
                "--obscura.worker.off-heap=2GB",
                "--obscura.worker.offHeap=2GB",
                "--obscura.allowed-hosts=a,b",
                "--obscura.allowed-hosts[0]=a",
                "--obscura.home=here",
                "--spring.datasource.url=jdbc:postgresql://a/b",
                "--logging.level.root=info",
                "--debug"
            })
    void takesWhatThereIs(String argument) {
        assertThatNoException().isThrownBy(() -> settings.check(new String[] {argument}));
    }

    @ParameterizedTest
    @CsvSource({
        "--obscura.worker.slot=2, obscura.worker.slots",
        "--obscura.hom=x, obscura.home",
        "--obscura.data.dir=x, obscura.data.directory",
        "--port=9090, server.port",
        "--slots=2, obscura.worker.slots",
        "--home=x, obscura.home"
    })
    void refusesWhatIsUnknownWithTheNearest(String argument, String nearest) {
        assertThatThrownBy(() -> settings.check(new String[] {argument}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Unknown setting " + argument.replaceFirst("=.*", ""))
                .hasMessageContaining("--" + nearest);
    }

    @ParameterizedTest
    @ValueSource(strings = {"definition.json", "-x", "--server.port", "--obscura.home"})
    void refusesWordsAndSettingsWithoutAValue(String argument) {
        assertThatThrownBy(() -> settings.check(new String[] {argument}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("=");
    }
}
