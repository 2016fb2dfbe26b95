package lab.obscura.platform.web.edge;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import lab.obscura.platform.web.ErrorType;
import lab.obscura.platform.web.Problem;
import lab.obscura.platform.web.ProblemWriter;
import org.apache.tomcat.util.net.NioEndpoint;

/** Takes so many connections from one client address and no more, so that one machine cannot use up all there are. */
final class BoundedEndpoint extends NioEndpoint {

    private final ProblemWriter problems = ProblemWriter.alone();
    private volatile int most = Integer.MAX_VALUE;

    void setConnectionsPerAddress(int most) {
        this.most = most;
    }

    @Override
    protected boolean setSocketOptions(SocketChannel socket) {
        // As long as there are few of all, there are few of each.
        if (connections.size() < most || ofSameAddress(socket) < most) {
            return super.setSocketOptions(socket);
        }
        refuse(socket);
        destroySocket(socket);
        return false;
    }

    private long ofSameAddress(SocketChannel socket) {
        Optional<InetAddress> address = address(socket);
        return connections.keySet().stream()
                .filter(other -> address(other).equals(address))
                .count();
    }

    private static Optional<InetAddress> address(SocketChannel socket) {
        try {
            return Optional.ofNullable((InetSocketAddress) socket.getRemoteAddress())
                    .map(InetSocketAddress::getAddress);
        } catch (IOException closedMeanwhile) {
            return Optional.empty();
        }
    }

    /** Nothing was read yet, so this is all the client may get; whether it does depends on what it has sent already. */
    private void refuse(SocketChannel socket) {
        var problem = new Problem(
                ErrorType.TOO_MANY_CONNECTIONS,
                "One address may have " + most + " connections at a time (obscura.web.connections-per-address)."
                        + " Close some, or raise the limit");
        byte[] body = problems.text(problem, "").getBytes(StandardCharsets.UTF_8);
        var head = new StringBuilder("HTTP/1.1 " + problem.type().status() + "\r\n");
        EveryAnswer.HEADERS.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        head.append(
                        "Content-Type: application/problem+json\r\nCache-Control: no-store\r\nConnection: close\r\nContent-Length: ")
                .append(body.length)
                .append("\r\n\r\n");
        try {
            socket.configureBlocking(false);
            socket.write(new ByteBuffer[] {
                ByteBuffer.wrap(head.toString().getBytes(StandardCharsets.US_ASCII)), ByteBuffer.wrap(body)
            });
            socket.shutdownOutput();
        } catch (IOException goneAlready) {
            getLog().debug("A refused connection was closed by its client", goneAlready);
        }
    }
}
