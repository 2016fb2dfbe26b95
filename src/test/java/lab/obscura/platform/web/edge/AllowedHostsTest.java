package lab.obscura.platform.web.edge;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedHostsTest {

    @ParameterizedTest
    @ValueSource(strings = {"http://obscura.lab", "obscura.lab:8080", "*", "a b", "::1"})
    void whatIsNoNameIsRefusedAtTheStart(String entry) {
        assertThatThrownBy(() -> new AllowedHosts(List.of(entry)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("obscura.allowed-hosts")
                .hasMessageEndingWith("was " + entry);
    }
}
