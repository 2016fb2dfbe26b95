package lab.obscura.platform.web.edge;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.Map;
import lab.obscura.platform.web.ApiPaths;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.springframework.http.HttpHeaders;

/**
 * The headers of every answer, set before Tomcat looks at the request, so that its own refusals carry them too: browsers load nothing
 * from elsewhere, believe the content type, show the pages in no foreign frame, and keep nothing that the API says.
 */
final class EveryAnswer extends ValveBase {

    /** Inline styles are what the component library writes; scripts come from files only. Pictures are also drawn by the charts. */
    static final String POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:;"
            + " font-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            POLICY,
            "X-Content-Type-Options",
            "nosniff",
            "X-Frame-Options",
            "DENY",
            "Referrer-Policy",
            "same-origin");

    EveryAnswer() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        HEADERS.forEach(response::setHeader);
        if (ApiPaths.contain(request.getRequestURI())) {
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        }
        HangUp.offer(request, response);
        getNext().invoke(request, response);
    }
}
