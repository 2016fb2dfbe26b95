package lab.obscura.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import lab.obscura.platform.process.ShortCommand;
import lab.obscura.platform.process.TestCommand;
import lab.obscura.platform.web.ApiClient;
import lab.obscura.platform.web.ApiClient.Answer;
import lab.obscura.platform.web.ServiceTest;
import lab.obscura.queue.RunId;
import lab.obscura.result.FinishedRuns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The client for notebooks as the service hands it out, in a real Python. */
@ServiceTest
class NotebookClientPostgresTest {

    @TempDir
    Path folder;

    @LocalServerPort
    int port;

    private final FinishedRuns finished;

    NotebookClientPostgresTest(@Autowired JdbcClient jdbc) {
        this.finished = new FinishedRuns(jdbc);
    }

    @Test
    void aNotebookSubmitsWaitsAndReadsResultsAndPictures() throws Exception {
        assumeTrue(hasPython(), "There is no python3");
        Answer file = new ApiClient(port).get("/client/obscura.py");
        assertThat(file.header("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/x-python"));
        Files.write(folder.resolve("obscura.py"), file.response().body());
        FinishedRuns.Plan plan = FinishedRuns.Plan.on("shapes").row("n");
        RunId run = finished.succeeded(plan);

        var builder = new ProcessBuilder(
                        "python3",
                        Path.of("src/test/python/notebook_client.py")
                                .toAbsolutePath()
                                .toString(),
                        "http://localhost:" + port,
                        run.toString(),
                        plan.slug())
                .directory(folder.toFile());
        builder.environment().put("PYTHONPATH", folder.toString());
        ShortCommand python = TestCommand.run(builder);

        assertThat(python.output()).as(python.error()).endsWith("done\n");
        assertThat(python.code()).isZero();
    }

    private static boolean hasPython() throws InterruptedException {
        try {
            return new ProcessBuilder("python3", "-c", "import sys; assert sys.version_info >= (3, 9)")
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException missing) {
            return false;
        }
    }
}
