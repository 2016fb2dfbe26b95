package lab.obscura.account.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class SessionCookiesTest {

    @ParameterizedTest
    @CsvSource({
        "localhost, false, false",
        "127.0.0.1, false, false",
        "[::1], false, false",
        "localhost, true, true",
        "obscura.lab, false, true",
        "localhost.evil.example, false, true"
    })
    void awayFromTheLoopbackNamesCookiesAreForTlsAlone(String host, boolean isSecure, boolean forTlsAlone) {
        var request = new MockHttpServletRequest();
        request.setServerName(host);
        request.setSecure(isSecure);
        var response = new MockHttpServletResponse();

        SessionCookies.set(request, response, "secret", Duration.ofDays(7));

        List<String> cookies = response.getHeaders("Set-Cookie");
        assertThat(cookies).hasSize(2).allSatisfy(cookie -> {
            assertThat(cookie.contains("; Secure")).isEqualTo(forTlsAlone);
            assertThat(cookie).contains("SameSite=Strict", "Max-Age=604800");
        });
        assertThat(cookies.get(1)).doesNotContain("secret");
    }
}
