package lab.obscura.notify.reach;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Finds the addresses of a host. Asked once per request: what it says is what is checked and what is connected. */
@FunctionalInterface
public interface HostLookup {

    /** @throws UnknownHostException when there is none */
    List<InetAddress> of(String host) throws UnknownHostException;

    /** Whatever the machine asks. */
    HostLookup SYSTEM = host -> List.of(InetAddress.getAllByName(host));
}
