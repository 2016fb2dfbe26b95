package lab.obscura.platform.web;

import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.io.InputStream;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Hands out the single-page application under each of its addresses, or a page that says it was not built. */
@Hidden
@RestController
final class Pages {

    private static final String BUILT = "static/index.html";
    private static final String NOT_BUILT = "pages/not-built.html";

    @GetMapping(
            path = {"/", "/boards/**", "/runs/**", "/experiments/**", "/submit/**", "/compare/**", "/workers/**"},
            produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<byte[]> page() throws IOException {
        var built = new ClassPathResource(BUILT);
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_HTML, java.nio.charset.StandardCharsets.UTF_8))
                .cacheControl(CacheControl.noCache())
                .body(bytes(built.exists() ? built : new ClassPathResource(NOT_BUILT)));
    }

    private static byte[] bytes(ClassPathResource resource) throws IOException {
        try (InputStream in = resource.getInputStream()) {
            return in.readAllBytes();
        }
    }
}
