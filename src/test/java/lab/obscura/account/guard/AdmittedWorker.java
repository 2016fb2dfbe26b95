package lab.obscura.account.guard;

import java.net.URI;
import java.util.UUID;
import lab.obscura.execution.remote.ServiceClient;
import lab.obscura.platform.start.ProgramVersion;
import lab.obscura.platform.web.ApiClient;
import lab.obscura.queue.RunId;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A worker of a {@link GuardedServiceTest} that reaches nothing but the service. */
public final class AdmittedWorker {

    private final int port;
    private final JdbcClient jdbc;
    private final Members members;

    /** @param port of the service */
    public AdmittedWorker(int port, JdbcClient jdbc) {
        this.port = port;
        this.jdbc = jdbc;
        this.members = new Members(new ApiClient(port));
    }

    /** With a token of its own. */
    public ServiceClient client() {
        return client(members.tokenOfNew("admitted-worker", "worker"));
    }

    public ServiceClient client(String token) {
        return new ServiceClient(URI.create("http://localhost:" + port), () -> token, ProgramVersion.text());
    }

    /** A token of somebody who is no worker. */
    public String tokenOfAPerson() {
        return members.tokenOfNew("admitted-person", "submitter");
    }

    /** A run that the worker has claimed under this fence. */
    public RunId claimed(long fence) {
        String id = new ApiClient(port)
                .post("/api/v1/presets/tiny", "", Members.bearer(tokenOfAPerson()))
                .at("/experiments/0/runs/0/id");
        var run = new RunId(UUID.fromString(id));
        claimedAgain(run, fence);
        return run;
    }

    /** Gives a run another fence. */
    public void claimedAgain(RunId run, long fence) {
        jdbc.sql("update runs set state = 'RUNNING', fence = :fence where id = :run")
                .param("fence", fence)
                .param("run", run.value())
                .update();
    }
}
