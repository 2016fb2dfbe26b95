package lab.obscura.cli.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import lab.obscura.engine.progress.RunContext;

/**
 * A file on its way from a web server. What has arrived stays when the line breaks: the rest is asked for (HTTP ranges), by this
 * process and by a later one.
 */
final class Download {

    private static final int TRIES = 5;
    private static final int BUFFER = 1 << 16;

    private final URI source;
    private final PublishedFile file;
    private final Path target;
    private final Duration silence;

    /**
     * @param target where the file grows
     * @param silence after which a server that sends nothing is given up
     */
    Download(URI source, PublishedFile file, Path target, Duration silence) {
        this.source = source;
        this.file = file;
        this.target = target;
        this.silence = silence;
    }

    /**
     * Downloads what is missing.
     *
     * @throws IOException when the server cannot be reached, refuses, or has broken off five times without sending anything
     * @throws lab.obscura.engine.progress.CancelledException when somebody asked to stop
     */
    void run(RunContext context) throws IOException {
        int inVain = 0;
        while (arrived() < file.bytes()) {
            long before = arrived();
            try {
                transfer(context);
            } catch (UnknownHostException | ConnectException | RefusedException e) {
                throw e;
            } catch (IOException e) {
                inVain = arrived() > before ? 0 : inVain + 1;
                if (inVain == TRIES) {
                    throw e;
                }
                context.log(file.name() + ": " + e.getMessage() + "; going on after " + arrived() + " bytes");
                pause(inVain);
            }
        }
        context.progress(1);
    }

    private void transfer(RunContext context) throws IOException {
        long from = arrived();
        var connection = (HttpURLConnection) source.toURL().openConnection();
        connection.setConnectTimeout((int) silence.toMillis());
        connection.setReadTimeout((int) silence.toMillis());
        if (from > 0) {
            connection.setRequestProperty("Range", "bytes=" + from + "-");
        }
        try {
            boolean goesOn = goesOn(connection, from);
            try (InputStream in = connection.getInputStream();
                    OutputStream out = Files.newOutputStream(
                            target,
                            StandardOpenOption.CREATE,
                            goesOn ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING)) {
                copy(in, out, goesOn ? from : 0, context);
            }
        } finally {
            connection.disconnect();
        }
    }

    /** Whether the answer begins where the file ends; otherwise it begins at the beginning. */
    private boolean goesOn(HttpURLConnection connection, long from) throws IOException {
        int status = connection.getResponseCode();
        if (status == HttpURLConnection.HTTP_OK) {
            return false;
        }
        String range = connection.getHeaderField("Content-Range");
        if (status == HttpURLConnection.HTTP_PARTIAL && range != null && range.startsWith("bytes " + from + "-")) {
            return true;
        }
        throw new RefusedException(source + " answered " + status + " " + connection.getResponseMessage());
    }

    private void copy(InputStream in, OutputStream out, long from, RunContext context) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long arrived = from;
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            context.checkStop();
            arrived += read;
            if (arrived > file.bytes()) {
                throw new RefusedException(
                        source + " sends more than the " + file.bytes() + " bytes that " + file.name() + " has");
            }
            out.write(buffer, 0, read);
            context.progress(arrived / (double) file.bytes());
        }
        if (arrived < file.bytes()) {
            throw new IOException("the line broke after " + arrived + " of " + file.bytes() + " bytes");
        }
    }

    private long arrived() throws IOException {
        return Files.exists(target) ? Files.size(target) : 0;
    }

    private static void pause(int inVain) throws IOException {
        try {
            Thread.sleep(Duration.ofMillis(500L << inVain).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** The server is there, and will not give the file. */
    static final class RefusedException extends IOException {

        private static final long serialVersionUID = 1;

        RefusedException(String message) {
            super(message);
        }
    }
}
