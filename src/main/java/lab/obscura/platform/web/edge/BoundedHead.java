package lab.obscura.platform.web.edge;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.apache.coyote.Adapter;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * Ends a connection whose request line and headers are not whole within ten seconds. Tomcat's own limit is between two bytes, so one
 * byte every nine seconds would hold a connection for ever.
 */
final class BoundedHead extends Http11Processor {

    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(10);

    private SocketWrapperBase<?> unfinished;
    private long begun;

    BoundedHead(AbstractHttp11Protocol<?> protocol, Adapter adapter) {
        super(protocol, adapter);
    }

    @Override
    public SocketState service(SocketWrapperBase<?> socket) throws IOException {
        long now = System.nanoTime();
        if (socket != unfinished) {
            unfinished = socket; // processors are used again for other connections
            begun = now;
        } else if (now - begun > LONGEST_NANOS) {
            unfinished = null;
            return SocketState.CLOSED;
        }
        SocketState state = super.service(socket);
        if (state != SocketState.LONG || isAsync()) {
            unfinished = null;
        }
        return state;
    }
}
