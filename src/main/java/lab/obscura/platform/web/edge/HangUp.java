package lab.obscura.platform.web.edge;

import jakarta.servlet.ServletRequest;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.coyote.ActionCode;

/** Ends a connection without a word, as when its client takes nothing any more. The servlet API has no way to do so. */
final class HangUp {

    private static final String ATTRIBUTE = HangUp.class.getName();

    private final Response response;

    private HangUp(Response response) {
        this.response = response;
    }

    static void offer(Request request, Response response) {
        request.setAttribute(ATTRIBUTE, new HangUp(response));
    }

    static HangUp of(ServletRequest request) {
        return (HangUp) request.getAttribute(ATTRIBUTE);
    }

    /** Only before the request is complete: afterwards Tomcat uses the same objects for another one. */
    void now() {
        response.getCoyoteResponse().action(ActionCode.CLOSE_NOW, null);
    }
}
