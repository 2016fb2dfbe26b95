package lab.obscura.whole;

import java.nio.file.Path;
import lab.obscura.remote.RemoteService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The same with workers that reach their queue through a service, which rescues their runs. */
class KilledRemoteWorkersPostgresTest extends KilledWorkersPostgresTest {

    private RemoteService service;

    @BeforeEach
    void startService(@TempDir Path home) {
        service = RemoteService.on(queue.database, home);
    }

    @AfterEach
    void stopService() {
        service.close();
    }

    @Override
    WorkerProcess worker(String name, int slots) {
        return WorkerProcess.remote(service.address(), home, name, slots);
    }
}
