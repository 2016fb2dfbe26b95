package lab.obscura.execution.supervise;

import java.nio.file.Path;
import java.util.Map;
import lab.obscura.execution.child.FakeChild;
import lab.obscura.execution.launch.ChildCommand;
import lab.obscura.execution.launch.ProcessLauncher;
import lab.obscura.queue.QueueFixture;
import lab.obscura.remote.RemoteService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** What holds of a direct worker holds of one over HTTP: the same tests, through a real service. */
class RemoteWorkerPostgresTest extends WorkerPostgresTest {

    private static QueueFixture queue;
    private static RemoteService service;

    @BeforeAll
    static void startService(@TempDir Path home) {
        queue = new QueueFixture();
        service = RemoteService.on(queue.database, home);
    }

    @AfterAll
    static void stopService() {
        service.close();
    }

    /** All tests share the service's database: what an earlier one has left must not be claimed. */
    @Override
    WorkerFixture fixture(Path home) {
        queue.jdbc.sql("truncate experiments, runs cascade").update();
        queue.queue.resume();
        return new WorkerFixture(
                queue,
                service.link(),
                Map.of("obscura.home", home.toString()),
                properties -> new ProcessLauncher(new ChildCommand(properties, FakeChild.PROGRAM)));
    }
}
