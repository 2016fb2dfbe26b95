package lab.obscura.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Hands out the single-page application, or a page that says it was not built: at its own addresses, and to browsers also where there is
 * nothing, with status 404. Which addresses it has is read from the file that the application reads too.
 */
@Component
final class Pages {

    private static final String BUILT = "static/index.html";
    private static final String NOT_BUILT = "pages/not-built.html";
    private static final String ADDRESSES = "pages/addresses.json";

    /** Of the application: a page in the place of one of them would be run as a script. */
    private static final String FILES = "/assets/";

    private static final Set<String> READING = Set.of("GET", "HEAD");

    private final List<List<String>> addresses;

    Pages() throws IOException {
        addresses = JsonMapper.shared()
                .readTree(bytes(new ClassPathResource(ADDRESSES)))
                .valueStream()
                .map(JsonNode::asString)
                .map(Pages::segments)
                .toList();
    }

    void start(HttpServletResponse response) throws IOException {
        write(response, HttpServletResponse.SC_OK);
    }

    /** Answers where no controller and no file is, if a page is what the client wants there. */
    boolean answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getServletPath();
        boolean known = isKnown(path);
        boolean isOther = ApiPaths.contain(path) || path.startsWith(FILES) || !READING.contains(request.getMethod());
        if (isOther || !wantsPage(request, known)) {
            return false;
        }
        write(response, known ? HttpServletResponse.SC_OK : HttpServletResponse.SC_NOT_FOUND);
        return true;
    }

    /** As the application's router compares: case and a slash at the end do not matter. */
    private boolean isKnown(String path) {
        List<String> asked = segments(path);
        return addresses.stream()
                .filter(known -> known.size() == asked.size())
                .anyMatch(known -> IntStream.range(0, known.size())
                        .allMatch(i ->
                                known.get(i).startsWith(":") || known.get(i).equalsIgnoreCase(asked.get(i))));
    }

    private static List<String> segments(String path) {
        return List.of(path.split("/")).stream()
                .filter(segment -> !segment.isEmpty())
                .toList();
    }

    /** Browsers name HTML; programs, and pictures and scripts in pages, take anything: they want to hear that there is nothing. */
    private static boolean wantsPage(HttpServletRequest request, boolean known) {
        String accepted =
                Optional.ofNullable(request.getHeader(HttpHeaders.ACCEPT)).orElse("");
        try {
            List<MediaType> types = MediaType.parseMediaTypes(accepted);
            return known && types.isEmpty()
                    || types.stream()
                            .filter(type -> known || type.isConcrete())
                            .anyMatch(MediaType.TEXT_HTML::isCompatibleWith);
        } catch (InvalidMediaTypeException nonsense) {
            return false;
        }
    }

    private static void write(HttpServletResponse response, int status) throws IOException {
        var built = new ClassPathResource(BUILT);
        byte[] page = bytes(built.exists() ? built : new ClassPathResource(NOT_BUILT));
        response.setStatus(status);
        response.setContentType(MediaType.TEXT_HTML_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
        response.setContentLength(page.length);
        response.getOutputStream().write(page);
    }

    private static byte[] bytes(ClassPathResource resource) throws IOException {
        try (InputStream in = resource.getInputStream()) {
            return in.readAllBytes();
        }
    }
}
