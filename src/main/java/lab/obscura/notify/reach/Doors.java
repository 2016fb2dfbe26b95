package lab.obscura.notify.reach;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Which hosts the service may send to: public ones, and those that the operator names. */
public final class Doors {

    private final Set<String> named;
    private final HostLookup lookup;

    /** @param named hosts that may lie anywhere, as they stand in addresses */
    public Doors(List<String> named, HostLookup lookup) {
        this.named = named.stream()
                .map(host -> host.strip().toLowerCase(Locale.ROOT).replaceAll("^\\[|]$", ""))
                .collect(Collectors.toUnmodifiableSet());
        this.lookup = lookup;
    }

    /**
     * What can be said without asking anybody.
     *
     * @throws AddressRefused when the operator does not name its host, and it is not encrypted or a number that is not public
     */
    public void check(OutwardAddress address) {
        if (!address.isTls() && !named.contains(address.host())) {
            throw new AddressRefused(
                    "an address that begins with https://",
                    "The operator may allow this host by obscura.notifications.allowed-hosts");
        }
        if (address.isNumber()) {
            literal(address.host()).ifPresent(number -> allow(address, List.of(number)));
        }
    }

    /** Of a number no resolver is asked. */
    private static Optional<InetAddress> literal(String number) {
        try {
            return Optional.of(InetAddress.getByName(number));
        } catch (UnknownHostException none) {
            return Optional.empty();
        }
    }

    private void allow(OutwardAddress address, List<InetAddress> found) {
        if (!named.contains(address.host()) && !found.stream().allMatch(PublicAddresses::contain)) {
            throw new AddressRefused(
                    "an address whose host has public addresses only",
                    "The operator may allow " + address.host() + " by obscura.notifications.allowed-hosts");
        }
    }

    /**
     * Asks for the host's addresses, once. One private address among them refuses all: a name that points both ways is made to lead astray.
     *
     * @throws AddressRefused when one of them is not public and the operator does not name the host
     */
    List<InetAddress> behind(OutwardAddress address) throws UnknownHostException {
        check(address);
        List<InetAddress> found = lookup.of(address.host());
        if (found.isEmpty()) {
            throw new UnknownHostException(address.host());
        }
        allow(address, found);
        return found;
    }
}
