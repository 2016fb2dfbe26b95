package lab.obscura.account.guard;

import static lab.obscura.account.guard.Right.ADMIN;
import static lab.obscura.account.guard.Right.KNOWN;
import static lab.obscura.account.guard.Right.OPEN;
import static lab.obscura.account.guard.Right.OWN;
import static lab.obscura.account.guard.Right.READ;
import static lab.obscura.account.guard.Right.SELF;
import static lab.obscura.account.guard.Right.SUBMIT;
import static lab.obscura.account.guard.Right.WORKER;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lab.obscura.account.audit.AuditAction;
import lab.obscura.platform.web.ApiPaths;
import org.springframework.http.server.RequestPath;
import org.springframework.web.util.ServletRequestPathUtils;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** The matrix: every address with the right that it asks for. What stands in no line is not there for anybody. */
public final class Rights {

    private static final PathPatternParser PARSER = PathPatternParser.defaultInstance;

    private static final List<Rule> RULES = Stream.of(
                    // The service itself
                    rule(OPEN, "GET", "/"),
                    rule(OPEN, "GET", "/client/obscura.py"),
                    rule(OPEN, "GET", "/errors/{type}"),
                    rule(OPEN, "GET", "/swagger-ui.html"),
                    rule(OPEN, "GET", "/swagger-ui/**"),
                    rule(READ, "GET", "/v3/api-docs"),
                    rule(READ, "GET", "/v3/api-docs.yaml"),
                    rule(OPEN, "GET", "/v3/api-docs/swagger-config"),
                    rule(OPEN, "GET", "/actuator/health"),
                    rule(OPEN, "GET", "/actuator/health/**"),
                    rule(READ, "GET", "/actuator/info"),
                    rule(ADMIN, "GET", "/actuator"),
                    rule(ADMIN, "GET", "/actuator/prometheus"),
                    // Accounts
                    rule(KNOWN, "GET", "/api/v1/session"),
                    rule(KNOWN, "POST", "/api/v1/session"),
                    rule(KNOWN, "DELETE", "/api/v1/session"),
                    rule(SELF, "POST", "/api/v1/session/password"),
                    rule(SELF, "GET", "/api/v1/sessions"),
                    rule(SELF, "DELETE", "/api/v1/sessions"),
                    rule(SELF, "DELETE", "/api/v1/sessions/{id}"),
                    rule(SELF, "GET", "/api/v1/tokens"),
                    rule(SELF, "POST", "/api/v1/tokens"),
                    rule(SELF, "DELETE", "/api/v1/tokens/{id}"),
                    rule(SELF, "GET", "/api/v1/notifications"),
                    rule(SELF, "POST", "/api/v1/notifications"),
                    rule(SELF, "GET", "/api/v1/notifications/deliveries"),
                    rule(SELF, "PATCH", "/api/v1/notifications/{id}"),
                    rule(SELF, "DELETE", "/api/v1/notifications/{id}"),
                    rule(SELF, "POST", "/api/v1/notifications/{id}/test"),
                    rule(ADMIN, "GET", "/api/v1/accounts"),
                    rule(ADMIN, "POST", "/api/v1/accounts"),
                    rule(ADMIN, "PATCH", "/api/v1/accounts/{name}"),
                    rule(ADMIN, "DELETE", "/api/v1/accounts/{name}/sessions"),
                    rule(ADMIN, "POST", "/api/v1/accounts/{name}/claims"),
                    rule(ADMIN, "GET", "/api/v1/audit"),
                    rule(SELF, "GET", "/api/v1/usage"),
                    rule(ADMIN, "GET", "/api/v1/quotas"),
                    rule(ADMIN, "PUT", "/api/v1/quotas/accounts/{name}"),
                    rule(ADMIN, "PUT", "/api/v1/quotas/projects/{name}"),
                    rule(SELF, "GET", "/api/v1/projects"),
                    rule(ADMIN, "POST", "/api/v1/projects"),
                    rule(ADMIN, "PATCH", "/api/v1/projects/{name}"),
                    rule(ADMIN, "DELETE", "/api/v1/projects/{name}"),
                    // What there is
                    rule(READ, "GET", "/api/v1/catalog"),
                    rule(READ, "GET", "/api/v1/datasets"),
                    rule(READ, "GET", "/api/v1/datasets/{id}"),
                    rule(READ, "GET", "/api/v1/presets"),
                    rule(SUBMIT, "POST", "/api/v1/presets/{id}"),
                    // Experiments and runs
                    rule(SUBMIT, "POST", "/api/v1/experiments"),
                    rule(READ, "GET", "/api/v1/experiments/{id}"),
                    rule(OWN, "POST", "/api/v1/experiments/{id}/missing"),
                    rule(SUBMIT, "POST", "/api/v1/experiments/{id}/seeds"),
                    rule(OWN, "PATCH", "/api/v1/experiments/{id}"),
                    rule(OWN, "DELETE", "/api/v1/experiments/{id}"),
                    rule(OWN, "POST", "/api/v1/experiments/{id}/publish"),
                    rule(OWN, "POST", "/api/v1/experiments/{id}/withdraw"),
                    rule(READ, "GET", "/api/v1/runs"),
                    rule(SUBMIT, "POST", "/api/v1/runs/bulk"),
                    rule(READ, "GET", "/api/v1/runs/{id}"),
                    rule(OWN, "POST", "/api/v1/runs/{id}/cancel"),
                    rule(OWN, "POST", "/api/v1/runs/{id}/retry"),
                    rule(OWN, "POST", "/api/v1/runs/{id}/next"),
                    rule(OWN, "PATCH", "/api/v1/runs/{id}"),
                    rule(OWN, "DELETE", "/api/v1/runs/{id}"),
                    rule(SUBMIT, "POST", "/api/v1/runs/{id}/verify"),
                    rule(READ, "GET", "/api/v1/runs/{id}/events"),
                    rule(READ, "GET", "/api/v1/runs/{id}/live"),
                    rule(READ, "GET", "/api/v1/runs/{id}/live/{attackSlug}.png"),
                    rule(READ, "GET", "/api/v1/runs/{id}/reconstructions"),
                    rule(READ, "GET", "/api/v1/runs/{id}/reconstructions/{attackSlug}/{index}.png"),
                    rule(READ, "GET", "/api/v1/runs/{id}/originals/{index}.png"),
                    rule(READ, "GET", "/api/v1/runs/{id}/thumbnail.png"),
                    rule(READ, "GET", "/api/v1/runs/{id}/curves"),
                    rule(READ, "GET", "/api/v1/runs/{id}/scores"),
                    rule(READ, "GET", "/api/v1/runs/{id}/log"),
                    rule(SUBMIT, "GET", "/api/v1/runs/{id}/encoder").audited(AuditAction.EXPORT),
                    rule(SUBMIT, "GET", "/api/v1/runs/{id}/encoder.onnx").audited(AuditAction.EXPORT),
                    // Studies, tables, boards
                    rule(READ, "GET", "/api/v1/studies"),
                    rule(SUBMIT, "POST", "/api/v1/studies"),
                    rule(READ, "GET", "/api/v1/studies/{id}"),
                    rule(READ, "GET", "/api/v1/studies/{id}/export.{format}").audited(AuditAction.EXPORT),
                    rule(READ, "GET", "/api/v1/studies/{id}/runs.csv").audited(AuditAction.EXPORT),
                    rule(OWN, "POST", "/api/v1/studies/{id}/missing"),
                    rule(OWN, "POST", "/api/v1/studies/{id}/retry"),
                    rule(OWN, "POST", "/api/v1/studies/{id}/cancel"),
                    rule(OWN, "POST", "/api/v1/studies/{id}/seeds"),
                    rule(OWN, "POST", "/api/v1/studies/{id}/publish"),
                    rule(OWN, "POST", "/api/v1/studies/{id}/withdraw"),
                    rule(OWN, "PATCH", "/api/v1/studies/{id}"),
                    rule(OWN, "DELETE", "/api/v1/studies/{id}"),
                    rule(READ, "GET", "/api/v1/tables"),
                    rule(SUBMIT, "POST", "/api/v1/tables"),
                    rule(READ, "GET", "/api/v1/tables/{id}"),
                    rule(OWN, "DELETE", "/api/v1/tables/{id}"),
                    rule(READ, "GET", "/api/v1/tables/{id}/export.{format}").audited(AuditAction.EXPORT),
                    rule(SUBMIT, "POST", "/api/v1/tables/{id}/missing"),
                    rule(READ, "GET", "/api/v1/boards"),
                    rule(READ, "GET", "/api/v1/boards/{dataset}"),
                    rule(READ, "GET", "/api/v1/boards/{dataset}/export.{format}")
                            .audited(AuditAction.EXPORT),
                    rule(READ, "GET", "/api/v1/compare"),
                    rule(READ, "GET", "/api/v1/compare/export.{format}").audited(AuditAction.EXPORT),
                    // Files for workers that reach nothing but the service
                    rule(WORKER, "GET", "/api/v1/worker/checkpoints"),
                    rule(WORKER, "PUT", "/api/v1/worker/checkpoints/probe"),
                    rule(WORKER, "GET", "/api/v1/worker/runs/{id}/checkpoints"),
                    rule(WORKER, "GET", "/api/v1/worker/runs/{id}/checkpoints/{kind}/{name}"),
                    rule(WORKER, "PUT", "/api/v1/worker/runs/{id}/checkpoints/{kind}/{name}"),
                    rule(WORKER, "DELETE", "/api/v1/worker/runs/{id}/checkpoints/{kind}/{name}"),
                    rule(WORKER, "GET", "/api/v1/worker/datasets"),
                    rule(WORKER, "GET", "/api/v1/worker/datasets/{id}"),
                    rule(WORKER, "GET", "/api/v1/worker/datasets/{id}/files/{sha256}"),
                    // Machines
                    rule(READ, "GET", "/api/v1/disk"),
                    rule(READ, "GET", "/api/v1/workers"),
                    rule(ADMIN, "POST", "/api/v1/workers/{id}/drain"),
                    rule(WORKER, "POST", "/api/v1/worker/check"),
                    rule(WORKER, "POST", "/api/v1/worker/register"),
                    rule(WORKER, "POST", "/api/v1/worker/remove"),
                    rule(WORKER, "POST", "/api/v1/worker/tell"),
                    rule(WORKER, "POST", "/api/v1/worker/claim"),
                    rule(WORKER, "POST", "/api/v1/worker/heartbeat"),
                    rule(WORKER, "POST", "/api/v1/worker/append"),
                    rule(WORKER, "POST", "/api/v1/worker/used"),
                    rule(WORKER, "POST", "/api/v1/worker/show"),
                    rule(WORKER, "POST", "/api/v1/worker/curves"),
                    rule(WORKER, "POST", "/api/v1/worker/succeed"),
                    rule(WORKER, "POST", "/api/v1/worker/end"),
                    rule(WORKER, "POST", "/api/v1/worker/known"),
                    rule(WORKER, "PUT", "/api/v1/worker/uploads/{upload}"),
                    rule(READ, "GET", "/api/v1/cluster"),
                    rule(ADMIN, "POST", "/api/v1/cluster/pools/{name}/resume"),
                    rule(READ, "GET", "/api/v1/queue"),
                    rule(ADMIN, "POST", "/api/v1/queue/pause"),
                    rule(ADMIN, "POST", "/api/v1/queue/resume"))
            .sorted(Comparator.comparing(Rule::path, PathPattern.SPECIFICITY_COMPARATOR))
            .toList();

    private Rights() {}

    /**
     * A line of the matrix.
     *
     * @param audit what the audit says of a reading once it was answered; what changes something says so itself, see AuditTrail
     */
    public record Rule(Right right, String method, PathPattern path, Optional<AuditAction> audit) {

        Rule audited(AuditAction action) {
            return new Rule(right, method, path, Optional.of(action));
        }

        private boolean isFor(String asked, RequestPath address) {
            return method.equals(asked) && path.matches(address.pathWithinApplication());
        }
    }

    private static Rule rule(Right right, String method, String path) {
        return new Rule(right, method, PARSER.parse(path), Optional.empty());
    }

    /** All lines, the most specific first. */
    public static List<Rule> all() {
        return RULES;
    }

    /** The line of a request. Files of the pages, and addresses of pages, need none: whatever is not for programs is for everybody to read. */
    static Optional<Rule> of(HttpServletRequest request) {
        RequestPath address = ServletRequestPathUtils.parseAndCache(request);
        String method = request.getMethod().equals("HEAD") ? "GET" : request.getMethod();
        Optional<Rule> listed =
                RULES.stream().filter(rule -> rule.isFor(method, address)).findFirst();
        boolean isPage = method.equals("GET") && !ApiPaths.contain(request.getRequestURI());
        return listed.isEmpty() && isPage ? Optional.of(rule(OPEN, "GET", "/**")) : listed;
    }
}
