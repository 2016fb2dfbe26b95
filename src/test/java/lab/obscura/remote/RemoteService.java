package lab.obscura.remote;

import java.net.URI;
import java.nio.file.Path;
import java.util.stream.Stream;
import lab.obscura.Obscura;
import lab.obscura.execution.link.QueueLink;
import lab.obscura.execution.remote.RemoteLink;
import lab.obscura.execution.remote.ServiceClient;
import lab.obscura.platform.TestPostgres;
import lab.obscura.platform.start.ProgramVersion;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** A whole service without a worker of its own, on the database of a test, and the way to it over HTTP. */
public final class RemoteService implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    private RemoteService(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** @param settings beside the usual ones */
    public static RemoteService on(TestPostgres.Database database, Path home, String... settings) {
        return on(0, database, home, settings);
    }

    /** @param port 0 for any that is free */
    static RemoteService on(int port, TestPostgres.Database database, Path home, String... settings) {
        Stream<String> usual = Stream.of(
                "--server.port=" + port,
                "--obscura.home=" + home,
                "--obscura.worker.enabled=false",
                "--spring.datasource.url=" + database.url(),
                "--spring.datasource.username=" + database.user(),
                "--spring.datasource.password=" + database.password());
        return new RemoteService(new SpringApplicationBuilder(Obscura.class)
                .run(Stream.concat(usual, Stream.of(settings)).toArray(String[]::new)));
    }

    public int port() {
        return ((WebServerApplicationContext) context).getWebServer().getPort();
    }

    public URI address() {
        return URI.create("http://localhost:" + port());
    }

    public ServiceClient client() {
        return new ServiceClient(address(), () -> "", ProgramVersion.text());
    }

    public QueueLink link() {
        return new RemoteLink(client());
    }

    @Override
    public void close() {
        context.close();
    }
}
