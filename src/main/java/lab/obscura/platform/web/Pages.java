package lab.obscura.platform.web;

import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Hands out the single-page application under each of its addresses. */
@Hidden
@RestController
final class Pages {

    @GetMapping(
            path = {"/", "/boards/**", "/runs/**", "/experiments/**", "/submit/**", "/compare/**", "/workers/**"},
            produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<byte[]> page() throws IOException {
        return ResponseEntity.ok()
                .contentType(PageFile.HTML)
                .cacheControl(CacheControl.noCache())
                .body(PageFile.bytes());
    }
}
