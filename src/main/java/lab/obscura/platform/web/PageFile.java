package lab.obscura.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaType;

/** The one file of the single-page application, or a page that says it was not built. */
final class PageFile {

    static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);

    private static final String BUILT = "static/index.html";
    private static final String NOT_BUILT = "pages/not-built.html";

    private PageFile() {}

    static byte[] bytes() throws IOException {
        var built = new ClassPathResource(BUILT);
        var resource = built.exists() ? built : new ClassPathResource(NOT_BUILT);
        try (InputStream in = resource.getInputStream()) {
            return in.readAllBytes();
        }
    }

    /** Whether somebody looks here with a browser: programs that take anything are told in JSON, and so is who asks the API. */
    static boolean isLookedFor(HttpServletRequest request) {
        String accepted = Optional.ofNullable(request.getHeader("Accept")).orElse("");
        boolean isOurs =
                Stream.of("/api/", "/actuator", "/v3/", "/assets/").noneMatch(request.getRequestURI()::startsWith);
        return isOurs && accepted.contains(MediaType.TEXT_HTML_VALUE);
    }

    /** The application says itself that there is no such page, and keeps its menu. */
    static void writeMissing(HttpServletResponse response) throws IOException {
        response.setStatus(404);
        response.setContentType(HTML.toString());
        response.setHeader("Cache-Control", "no-cache");
        response.getOutputStream().write(bytes());
    }
}
