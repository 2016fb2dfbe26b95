package lab.obscura.execution.checkpoints;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import lab.obscura.platform.TestPorts;
import lab.obscura.platform.process.BriefJvm;
import lab.obscura.platform.process.Ends;

/** A real object store in a process of its own: S3Proxy before a folder, which checks signatures as Amazon does. */
public final class S3Server implements AutoCloseable {

    static final String VERSION = "2.6.0";
    static final String KEY = "checkpoints";
    static final String SECRET = "a secret of forty letters, more or less";

    /** What to do where the program is not. */
    public static final String MISSING =
            "S3Proxy is missing. Fetch it: ./mvnw dependency:get -Dtransitive=false -Dartifact=org.gaul:s3proxy:"
                    + VERSION + ":jar:jar-with-dependencies";

    private static final int ANSWER_MILLIS = 10_000;

    private final Process process;
    private final int port;

    private S3Server(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Where {@code .ci/run}, or whoever reads docs/development.md, has put the program. */
    public static Path program() {
        String repository = System.getProperty("maven.repo.local", System.getProperty("user.home") + "/.m2/repository");
        return Path.of(repository, "org/gaul/s3proxy", VERSION, "s3proxy-" + VERSION + "-jar-with-dependencies.jar");
    }

    /** @param folder every folder in it is a bucket */
    public static S3Server start(Path folder) {
        try {
            int port = TestPorts.free();
            Path settings = Files.write(
                    folder.resolveSibling("s3proxy.conf"),
                    List.of(
                            "s3proxy.endpoint=http://127.0.0.1:" + port,
                            "s3proxy.authorization=aws-v2-or-v4",
                            "s3proxy.identity=" + KEY,
                            "s3proxy.credential=" + SECRET,
                            "jclouds.provider=filesystem-nio2",
                            "jclouds.identity=identity",
                            "jclouds.credential=credential",
                            "jclouds.filesystem.basedir=" + Files.createDirectories(folder)));
            var process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx256m",
                            BriefJvm.OPTIONS,
                            "-jar",
                            program().toString(),
                            "--properties",
                            settings.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolveSibling("s3proxy.log").toFile())
                    .start();
            var server = new S3Server(process, port);
            server.await();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String endpoint() {
        return "http://127.0.0.1:" + port;
    }

    /** Lines of a shell that let a program in. */
    public String key() {
        return "export AWS_ACCESS_KEY_ID='" + KEY + "' AWS_SECRET_ACCESS_KEY='" + SECRET + "'";
    }

    private void await() {
        long end = System.nanoTime() + 300_000_000_000L;
        while (!answers()) {
            if (System.nanoTime() > end || !process.isAlive()) {
                close();
                throw new AssertionError("S3Proxy does not answer at " + endpoint());
            }
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private boolean answers() {
        try {
            var connection = (HttpURLConnection) URI.create(endpoint()).toURL().openConnection();
            connection.setConnectTimeout(ANSWER_MILLIS);
            connection.setReadTimeout(ANSWER_MILLIS);
            return connection.getResponseCode() > 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        Ends.of(process);
    }
}
