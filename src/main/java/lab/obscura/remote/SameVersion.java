package lab.obscura.remote;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import lab.obscura.execution.remote.ServiceClient;
import lab.obscura.platform.start.ProgramVersion;
import lab.obscura.platform.web.ErrorType;
import lab.obscura.platform.web.Problem;
import org.springframework.web.servlet.HandlerInterceptor;

/** Lets in workers of this service's own version alone: what they say to each other may change with it. */
final class SameVersion implements HandlerInterceptor {

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        String worker = Optional.ofNullable(request.getHeader(ServiceClient.VERSION_HEADER))
                .orElse("");
        if (!worker.equals(ProgramVersion.text())) {
            throw new Problem(
                    ErrorType.OTHER_VERSION,
                    "The header " + ServiceClient.VERSION_HEADER + " must be " + ProgramVersion.text()
                            + ", the version of this service; was "
                            + (worker.isEmpty() ? "missing" : Problem.oneLine(worker))
                            + ". Start the worker with the program of the service");
        }
        return true;
    }
}
