package lab.obscura.notify.reach;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Listens at a port of this machine, on all its addresses, counts who comes and answers everybody alike. */
public final class Listener implements AutoCloseable {

    private final ServerSocket server;
    private final String answer;
    private final List<String> requests = new CopyOnWriteArrayList<>();

    /** Those that nobody answers: a socket that nobody knows any more is closed with the garbage. */
    private final List<Socket> silent = new CopyOnWriteArrayList<>();

    private volatile int connections;

    private Listener(ServerSocket server, String answer) {
        this.server = server;
        this.answer = answer;
        var thread = new Thread(this::listen, "listener");
        thread.setDaemon(true);
        thread.start();
    }

    /** @param answer as it stands on the wire; empty: it says nothing until it is closed */
    public static Listener answering(String answer) {
        try {
            return on(new ServerSocket(0), answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Listener on(ServerSocket server, String answer) {
        return new Listener(server, answer);
    }

    public int port() {
        return server.getLocalPort();
    }

    public int connections() {
        return connections;
    }

    /** What came, as on the wire. */
    public List<String> requests() {
        return requests;
    }

    private void listen() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                connections++;
                serve(socket);
            } catch (IOException cut) {
                Thread.yield(); // a client that went, or the end
            }
        }
    }

    private void serve(Socket socket) throws IOException {
        if (answer.isEmpty()) {
            silent.add(socket);
            return;
        }
        try (socket) {
            requests.add(request(socket.getInputStream()));
            socket.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    private static String request(InputStream in) throws IOException {
        var text = new StringBuilder();
        int end = -1;
        int length = 0;
        while (end < 0 || text.length() < end + 4 + length) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("cut");
            }
            text.append((char) next);
            if (end < 0 && text.toString().endsWith("\r\n\r\n")) {
                end = text.length() - 4;
                length = Integer.parseInt(text.toString().replaceAll("(?s).*Content-Length: (\\d+).*", "$1"));
            }
        }
        return text.toString();
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket socket : silent) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
