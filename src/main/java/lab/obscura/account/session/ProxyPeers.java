package lab.obscura.account.session;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import lab.obscura.platform.ObscuraProperties;
import lab.obscura.platform.ObscuraProperties.AuthMode;
import org.springframework.security.web.util.matcher.IpAddressMatcher;
import org.springframework.stereotype.Component;

/** Believes a header that names somebody, where a proxy of the list sends it; anybody else's is not there. */
@Component
public final class ProxyPeers {

    private final boolean isOn;
    private final String header;
    private final List<IpAddressMatcher> peers;

    ProxyPeers(ObscuraProperties properties) {
        this.isOn = properties.auth() == AuthMode.PROXY;
        this.header = properties.accounts().proxyHeader();
        this.peers = properties.accounts().proxyPeers().stream()
                .map(String::strip)
                .filter(peer -> !peer.isEmpty())
                .map(ProxyPeers::matcher)
                .toList();
        if (isOn && peers.isEmpty()) {
            throw new IllegalArgumentException(
                    "obscura.auth=proxy needs obscura.accounts.proxy-peers, the addresses of the proxies whose header "
                            + header + " is believed, as in 127.0.0.1,10.0.0.0/8");
        }
    }

    private static IpAddressMatcher matcher(String peer) {
        try {
            return new IpAddressMatcher(peer);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "obscura.accounts.proxy-peers must be addresses or networks of proxies, as in 127.0.0.1,10.0.0.0/8, was "
                            + peer,
                    e);
        }
    }

    /** Whom the proxy names; empty when it is none of ours, or names nobody, or more than one. */
    public Optional<String> named(HttpServletRequest request) {
        if (!isOn || peers.stream().noneMatch(peer -> peer.matches(request.getRemoteAddr()))) {
            return Optional.empty();
        }
        var names = Set.copyOf(Collections.list(request.getHeaders(header)));
        return names.size() == 1
                ? names.stream()
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .findFirst()
                : Optional.empty();
    }
}
