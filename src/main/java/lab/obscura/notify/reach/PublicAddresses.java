package lab.obscura.notify.reach;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which addresses belong to the public Internet. For version 4 that is everything but the special-purpose registry of IANA; for version 6
 * only what is handed out to networks (2000::/3), without those parts of it that carry an address of version 4 inside (6to4, Teredo) or
 * are reserved. So NAT64 (64:ff9b::/96), mapped, translated and compatible addresses, link-local and unique local ones are none, with or
 * without a private address inside.
 */
final class PublicAddresses {

    private static final List<Block> NOT_PUBLIC = Stream.of(
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.0.2.0/24",
                    "192.88.99.0/24",
                    "192.168.0.0/16",
                    "198.18.0.0/15",
                    "198.51.100.0/24",
                    "203.0.113.0/24",
                    "224.0.0.0/3",
                    "2001::/23",
                    "2001:db8::/32",
                    "2002::/16",
                    "3fff::/20")
            .map(Block::of)
            .toList();

    private static final Block HANDED_OUT = Block.of("2000::/3");

    private PublicAddresses() {}

    /** A range of addresses of one version. */
    private record Block(byte[] first, int bits) {

        static Block of(String text) {
            String[] parts = text.split("/");
            try {
                return new Block(InetAddress.getByName(parts[0]).getAddress(), Integer.parseInt(parts[1]));
            } catch (UnknownHostException noName) {
                throw new IllegalStateException(noName);
            }
        }

        boolean holds(byte[] address) {
            if (address.length != first.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> bit % 8;
                if ((address[bit / 8] & mask) != (first[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }

    /** False also for addresses of this machine's own network cards: what listens there may think that only neighbors come. */
    static boolean contain(InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean isSpecial = NOT_PUBLIC.stream().anyMatch(block -> block.holds(bytes));
        boolean isHandedOut = address instanceof Inet4Address || HANDED_OUT.holds(bytes) && !isIsatap(bytes);
        return !isSpecial && isHandedOut && !isOwn(address);
    }

    /** An interface id of ISATAP carries an address of version 4. */
    private static boolean isIsatap(byte[] bytes) {
        return (bytes[8] & 0xfd) == 0 && bytes[9] == 0 && bytes[10] == 0x5e && (bytes[11] & 0xff) == 0xfe;
    }

    private static boolean isOwn(InetAddress address) {
        try {
            return NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException unknown) {
            return true;
        }
    }
}
