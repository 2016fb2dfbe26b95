package lab.obscura.platform.web;

import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.ClassPathResource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Hands out the client for notebooks: one file of Python without dependencies. */
@Hidden
@RestController
final class NotebookClient {

    @GetMapping(path = "/client/obscura.py", produces = "text/x-python;charset=UTF-8")
    String file() throws IOException {
        return new ClassPathResource("client/obscura.py").getContentAsString(StandardCharsets.UTF_8);
    }
}
