package lab.obscura.platform.web.edge;

import static jakarta.servlet.http.HttpServletResponse.SC_INTERNAL_SERVER_ERROR;

import java.io.IOException;
import java.io.PrintWriter;
import lab.obscura.platform.web.Problem;
import lab.obscura.platform.web.ProblemWriter;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What Tomcat refuses by itself is a problem document like any other. Public because Tomcat makes it by its name. */
public final class ProblemReports extends ErrorReportValve {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemReports.class);

    private final ProblemWriter problems = ProblemWriter.alone();

    @Override
    protected void report(Request request, Response response, Throwable throwable) {
        if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        // Tomcat hands over an exception for a malformed request, too: its status says whose mistake it is.
        Problem problem = throwable != null && response.getStatus() == SC_INTERNAL_SERVER_ERROR
                ? Problem.ofFailure(throwable)
                : Problem.ofStatus(response.getStatus());
        try {
            response.setStatus(problem.type().status());
            response.setContentType("application/problem+json");
            response.setCharacterEncoding("UTF-8");
            PrintWriter out = response.getReporter();
            if (out != null) {
                out.write(problems.text(problem, String.valueOf(request.getRequestURI())));
                response.finishResponse();
            }
        } catch (IOException | IllegalStateException gone) {
            LOG.debug("event=reader-gone cause=\"{}\"", gone.getMessage());
        }
    }
}
