package lab.obscura.execution.checkpoints;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A line to a server whose answers come in pieces, each when the test lets it. */
final class SlowLine implements AutoCloseable {

    private static final int PIECE = 128 * 1024;

    private final URI server;
    private final Pace pace;
    private final ServerSocket here;
    private final Set<Closeable> open = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        var thread = new Thread(task, "slow-line");
        thread.setDaemon(true);
        return thread;
    });

    /** Is asked before each further piece of the answers of a connection. */
    @FunctionalInterface
    interface Pace {

        /** @param passed bytes that this connection has brought so far */
        void await(long passed) throws InterruptedException;
    }

    private SlowLine(URI server, Pace pace) throws IOException {
        this.server = server;
        this.pace = pace;
        this.here = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(this::listen);
    }

    static SlowLine to(String endpoint, Pace pace) {
        try {
            return new SlowLine(URI.create(endpoint), pace);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String endpoint() {
        return "http://127.0.0.1:" + here.getLocalPort();
    }

    private void listen() {
        while (!here.isClosed()) {
            try {
                Socket client = here.accept();
                var there = new Socket(server.getHost(), server.getPort());
                open.add(client);
                open.add(there);
                threads.execute(() -> carry(client, there, passed -> {}));
                threads.execute(() -> carry(there, client, pace));
            } catch (IOException over) {
                Thread.yield();
            }
        }
    }

    private static void carry(Socket from, Socket to, Pace pace) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] piece = new byte[PIECE];
            long passed = 0;
            for (int got = in.read(piece); got >= 0; got = in.read(piece)) {
                pace.await(passed);
                out.write(piece, 0, got);
                passed += got;
            }
        } catch (IOException over) {
            Thread.yield();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends all connections in the middle of whatever they bring; new ones may come. */
    void cut() {
        open.forEach(SlowLine::close);
    }

    private static void close(Closeable socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        close(here);
        cut();
        threads.shutdownNow();
    }
}
