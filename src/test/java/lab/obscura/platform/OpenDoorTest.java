package lab.obscura.platform;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import lab.obscura.platform.start.StartException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockito.Mockito;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.mock.env.MockEnvironment;

class OpenDoorTest {

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, off",
        "localhost, off",
        "::1, off",
        "127.0.0.53, OFF",
        "127.0.0.1, false",
        "0.0.0.0, local",
        "'', proxy",
        "no.such.host.invalid, off"
    })
    void itsOwnMachineNeedsNoAccountsAndOthersHaveSome(String address, String mode) {
        assertThatCode(() -> start(address, mode)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"0.0.0.0, off", "'', off", "192.168.1.5, off", "::, off", "0.0.0.0, false"})
    void whereOthersReachItAServiceWithoutAccountsDoesNotStart(String address, String mode) {
        assertThatThrownBy(() -> start(address, mode))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("obscura.auth=local")
                .hasMessageContaining("server.address");
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1, none", "0.0.0.0, ldap"})
    void aModeThatDoesNotExistIsNamed(String address, String mode) {
        assertThatThrownBy(() -> start(address, mode))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("obscura.auth cannot be \"" + mode + "\"");
    }

    private static void start(String address, String mode) {
        var event = Mockito.mock(ApplicationEnvironmentPreparedEvent.class);
        var environment =
                new MockEnvironment().withProperty("server.address", address).withProperty("obscura.auth", mode);
        Mockito.when(event.getEnvironment()).thenReturn(environment);
        new OpenDoor().onApplicationEvent(event);
    }
}
