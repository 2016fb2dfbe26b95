package lab.obscura.account.session;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import lab.obscura.account.LoneSecret;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/**
 * The two cookies of a session: one that no script can read, and the CSRF token, which scripts of this site repeat in a header. The second is
 * made from the first, so that nothing of it is stored, and a cookie that somebody else planted fits no session.
 */
public final class SessionCookies {

    public static final String SESSION = "obscura_session";
    public static final String CSRF = "XSRF-TOKEN";
    public static final String CSRF_HEADER = "X-XSRF-TOKEN";

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    private SessionCookies() {}

    /** The secret in the cookie; a browser that sends two of them sends none that counts. */
    public static Optional<String> secret(HttpServletRequest request) {
        Cookie[] all = Optional.ofNullable(request.getCookies()).orElse(new Cookie[0]);
        var found = Arrays.stream(all)
                .filter(cookie -> cookie.getName().equals(SESSION))
                .map(Cookie::getValue)
                .toList();
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    /** Whether the request repeats the token of its session. */
    public static boolean hasToken(HttpServletRequest request, String secret) {
        return Optional.ofNullable(request.getHeader(CSRF_HEADER))
                .filter(sent -> LoneSecret.isSame(
                        sent.getBytes(StandardCharsets.UTF_8), csrf(secret).getBytes(StandardCharsets.UTF_8)))
                .isPresent();
    }

    private static String csrf(String secret) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(LoneSecret.sha256("csrf " + secret));
    }

    static void set(HttpServletRequest request, HttpServletResponse response, String secret, Duration longest) {
        write(request, response, secret, csrf(secret), longest);
    }

    static void clear(HttpServletRequest request, HttpServletResponse response) {
        write(request, response, "", "", Duration.ZERO);
    }

    private static void write(
            HttpServletRequest request, HttpServletResponse response, String secret, String csrf, Duration age) {
        boolean isSecure = request.isSecure() || !LOOPBACK.contains(request.getServerName());
        Stream.of(ResponseCookie.from(SESSION, secret).httpOnly(true), ResponseCookie.from(CSRF, csrf))
                .map(cookie -> cookie.path("/")
                        .sameSite("Strict")
                        .secure(isSecure)
                        .maxAge(age)
                        .build())
                .forEach(cookie -> response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString()));
    }
}
