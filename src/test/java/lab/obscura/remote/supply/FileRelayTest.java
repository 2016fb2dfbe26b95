package lab.obscura.remote.supply;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import lab.obscura.platform.web.Problem;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class FileRelayTest {

    @Test
    void oneTooManyIsAskedToComeAgain() {
        var relay = new FileRelay(0);

        assertThatThrownBy(() -> relay.send(
                        new MockHttpServletRequest(), new MockHttpServletResponse(), InputStream.nullInputStream(), 1))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("too many files at once");
    }
}
