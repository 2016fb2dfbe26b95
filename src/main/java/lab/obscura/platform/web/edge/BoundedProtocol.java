package lab.obscura.platform.web.edge;

import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;

/** HTTP as Tomcat speaks it, with two more limits: connections per client address, and a time for the head of a request. Made by its name. */
public final class BoundedProtocol extends Http11NioProtocol {

    /** What the system keeps of an answer for a slow reader; by itself it would take several megabytes for each. */
    private static final String SENT_AHEAD = "262144";

    private final BoundedEndpoint endpoint;

    public BoundedProtocol() {
        this(new BoundedEndpoint());
    }

    private BoundedProtocol(BoundedEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
        setProperty("socket.txBufSize", SENT_AHEAD);
    }

    void setConnectionsPerAddress(int most) {
        endpoint.setConnectionsPerAddress(most);
    }

    @Override
    protected Processor createProcessor() {
        return new BoundedHead(this, getAdapter());
    }
}
