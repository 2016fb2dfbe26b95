package lab.obscura.notify.reach;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Posts to an address of a stranger. A client of its own, because the one of the JDK asks for the host's addresses again when it connects,
 * and what it finds then was never checked. The certificate is still compared with the host's name. Of the answer only the line with its
 * status is read, redirects are not followed, no proxy is asked, and everything together has a time limit.
 */
public final class OutwardPost implements AutoCloseable {

    /** A server that sends more before its first line ends speaks something else. */
    private static final int LONGEST_LINE = 1024;

    /** A host with many addresses is not tried for ever. */
    private static final int MOST_ADDRESSES = 2;

    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-5]\\d\\d)(?: .*)?");

    private final Doors doors;
    private final SSLSocketFactory tls;
    private final Duration limit;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "outward-limit");
        thread.setDaemon(true);
        return thread;
    });

    /** @param limit for connecting, sending and the answer together */
    public OutwardPost(Doors doors, SSLSocketFactory tls, Duration limit) {
        this.doors = doors;
        this.tls = tls;
        this.limit = limit;
    }

    /**
     * Sends it.
     *
     * @param headers names and values without line breaks
     * @return the status of the answer, 100 to 599
     * @throws AddressRefused when the service does not send there
     * @throws IOException when nobody answered in time, or not in HTTP
     */
    public int send(OutwardAddress address, Map<String, String> headers, byte[] body) throws IOException {
        List<InetAddress> checked = doors.behind(address);
        byte[] request = request(address, headers, body);
        IOException last = new IOException("no address");
        for (InetAddress one : checked.subList(0, Math.min(checked.size(), MOST_ADDRESSES))) {
            try (Socket socket = new Socket(Proxy.NO_PROXY)) {
                if (isConnected(socket, new InetSocketAddress(one, address.port()))) {
                    return exchange(socket, address, request);
                }
                last = new IOException("nobody listens at port " + address.port() + " of " + address.host());
            }
        }
        throw last;
    }

    private boolean isConnected(Socket socket, InetSocketAddress where) {
        try {
            socket.connect(where, (int) limit.toMillis() / MOST_ADDRESSES);
            return true;
        } catch (IOException unreachable) {
            return false;
        }
    }

    private int exchange(Socket socket, OutwardAddress address, byte[] request) throws IOException {
        var isLate = new AtomicBoolean();
        Future<?> end = watch.schedule(
                () -> {
                    isLate.set(true);
                    socket.close(); // whoever reads or writes there is woken by it
                    return true;
                },
                limit.toMillis(),
                TimeUnit.MILLISECONDS);
        try (Socket spoken = address.isTls() ? encrypted(socket, address) : socket) {
            OutputStream out = spoken.getOutputStream();
            out.write(request);
            out.flush();
            return status(spoken.getInputStream());
        } catch (IOException e) {
            throw isLate.get() ? new IOException("no answer within " + limit.toSeconds() + " s", e) : e;
        } finally {
            end.cancel(false);
        }
    }

    private SSLSocket encrypted(Socket socket, OutwardAddress address) throws IOException {
        SSLSocket encrypted = (SSLSocket) tls.createSocket(socket, address.host(), address.port(), true);
        SSLParameters rules = encrypted.getSSLParameters();
        rules.setEndpointIdentificationAlgorithm("HTTPS");
        encrypted.setSSLParameters(rules);
        encrypted.startHandshake();
        return encrypted;
    }

    private static byte[] request(OutwardAddress address, Map<String, String> headers, byte[] body) {
        var head = new StringBuilder("POST " + address.path() + " HTTP/1.1\r\n");
        head.append("Host: ").append(address.authority()).append("\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        head.append("Content-Length: ").append(body.length).append("\r\nConnection: close\r\n\r\n");
        var request = new ByteArrayOutputStream();
        request.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
        request.writeBytes(body);
        return request.toByteArray();
    }

    private static int status(InputStream answer) throws IOException {
        var in = new BufferedInputStream(answer, LONGEST_LINE);
        var line = new StringBuilder();
        int next = in.read();
        while (next >= 0 && next != '\n' && line.length() < LONGEST_LINE) {
            line.append((char) next);
            next = in.read();
        }
        Matcher status = STATUS.matcher(line.toString().stripTrailing());
        if (!status.matches()) {
            throw new IOException("the answer was not HTTP/1.1");
        }
        return Integer.parseInt(status.group(1));
    }

    @Override
    public void close() {
        watch.shutdownNow();
    }
}
