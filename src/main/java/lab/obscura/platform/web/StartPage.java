package lab.obscura.platform.web;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The one page with a handler of its own: Spring would hand out the built file itself, with other headers and only where it was built. */
@Hidden
@RestController
record StartPage(Pages pages) {

    @GetMapping(path = "/", produces = MediaType.TEXT_HTML_VALUE)
    void page(HttpServletResponse response) throws IOException {
        pages.start(response);
    }
}
