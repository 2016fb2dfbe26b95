package lab.obscura.platform.web.edge;

import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;

/** HTTP as Tomcat speaks it, with two more limits: connections per client address, and a time for the head of a request. Made by its name. */
public final class BoundedProtocol extends Http11NioProtocol {

    private final BoundedEndpoint endpoint;

    public BoundedProtocol() {
        this(new BoundedEndpoint());
    }

    private BoundedProtocol(BoundedEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    void setConnectionsPerAddress(int most) {
        endpoint.setConnectionsPerAddress(most);
    }

    @Override
    protected Processor createProcessor() {
        return new BoundedHead(this, getAdapter());
    }
}
