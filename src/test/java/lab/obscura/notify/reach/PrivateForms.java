package lab.obscura.notify.reach;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Ways in which people have written private addresses to lead a service astray. */
final class PrivateForms {

    private static final List<int[]> PRIVATE = List.of(
            new int[] {127, 0, 0, 1},
            new int[] {127, 1, 2, 3},
            new int[] {10, 0, 0, 1},
            new int[] {172, 16, 0, 1},
            new int[] {172, 31, 255, 254},
            new int[] {192, 168, 1, 1},
            new int[] {169, 254, 169, 254},
            new int[] {100, 64, 0, 1},
            new int[] {0, 0, 0, 0},
            new int[] {198, 18, 0, 1});

    private static final List<String> NUMBERS_OF_OTHER_KINDS = List.of(
            "192.0.0.8",
            "192.0.2.1",
            "192.88.99.1",
            "198.51.100.7",
            "203.0.113.9",
            "224.0.0.1",
            "239.255.255.250",
            "240.0.0.1",
            "255.255.255.255",
            "198.19.255.255",
            "100.127.255.255",
            "127.255.255.254");

    private static final List<String> SIXES = List.of(
            "[::1]",
            "[::]",
            "[0:0:0:0:0:0:0:1]",
            "[0000:0000:0000:0000:0000:0000:0000:0001]",
            "[fe80::1]",
            "[febf::1]",
            "[fec0::1]",
            "[fc00::1]",
            "[fd12:3456:789a::1]",
            "[ff02::1]",
            "[ff0e::1]",
            "[2001:db8::1]",
            "[2001::1]",
            "[2001:10::1]",
            "[2001:20::1]",
            "[2001:2::1]",
            "[3fff::1]",
            "[100::1]",
            "[64:ff9b:1::1]",
            "[4000::1]",
            "[5f00::1]",
            "[fe80::1%25eth0]",
            "[fe80::1%lo]",
            "[::ffff:0:127.0.0.1]",
            "[::1]:80",
            "[::1",
            "::1",
            "[2606:4700::5efe:7f00:1]",
            "[2606:4700::200:5efe:10.0.0.1]");

    private static final List<String> NAMES = List.of(
            "localhost",
            "LOCALHOST",
            "localhost.",
            "foo.localhost",
            "localhost.localdomain",
            "ip6-localhost",
            "metadata",
            "metadata.google.internal",
            "metadata.google.internal.",
            "127.0.0.1.nip.io",
            "127.0.0.1.",
            "router.lan",
            "example.org@127.0.0.1",
            "example.org:x@localhost",
            "example.org%40127.0.0.1",
            "example.org\\@127.0.0.1",
            "example.org#@127.0.0.1",
            "127.0.0.1%00.example.org",
            "127.0.0.1%23.example.org",
            "127.0.0.1 .example.org",
            "127.0.0.1\t",
            "127.0.0.1\r\nHost: x",
            "１２７.０.０.１",
            "①②⑦.⓪.⓪.①",
            "127。0。0。1",
            "127．0．0．1",
            "ⓛⓞⓒⓐⓛⓗⓞⓢⓣ",
            "loc\u00ADalhost",
            "ｌｏｃａｌｈｏｓｔ",
            "xn--localhost-",
            "127.0.0.1\u200b",
            "0",
            "0.0",
            "localhost..",
            ".localhost",
            "db",
            "postgres.internal",
            "%6c%6f%63%61%6c%68%6f%73%74",
            "127.0.0.256",
            "127.0.0.1.1",
            "1.2.3",
            "_",
            "-",
            "");

    private PrivateForms() {}

    /** Without scheme and port. */
    static Stream<String> hosts() {
        return Stream.of(
                        PRIVATE.stream().flatMap(PrivateForms::written),
                        NUMBERS_OF_OTHER_KINDS.stream(),
                        SIXES.stream(),
                        NAMES.stream())
                .flatMap(part -> part);
    }

    private static Stream<String> written(int[] n) {
        long whole = ((long) n[0] << 24) | (n[1] << 16) | (n[2] << 8) | n[3];
        String dotted = n[0] + "." + n[1] + "." + n[2] + "." + n[3];
        String high = hex(n[0] << 8 | n[1]);
        String low = hex(n[2] << 8 | n[3]);
        return Stream.of(
                dotted,
                "" + whole,
                "0x" + Long.toHexString(whole),
                "0X" + Long.toHexString(whole).toUpperCase(Locale.ROOT),
                "0" + Long.toOctalString(whole),
                "0x" + hex(n[0]) + ".0x" + hex(n[1]) + ".0x" + hex(n[2]) + ".0x" + hex(n[3]),
                "0" + Integer.toOctalString(n[0]) + ".0" + Integer.toOctalString(n[1]) + ".0"
                        + Integer.toOctalString(n[2]) + ".0" + Integer.toOctalString(n[3]),
                "00" + n[0] + ".00" + n[1] + ".00" + n[2] + ".00" + n[3],
                n[0] + "." + (whole & 0xffffff),
                n[0] + "." + n[1] + "." + (whole & 0xffff),
                "0x" + hex(n[0]) + "." + n[1] + ".0" + Integer.toOctalString(n[2]) + "." + n[3],
                "" + (whole + (1L << 32)),
                "[::ffff:" + dotted + "]",
                "[::ffff:" + high + ":" + low + "]",
                "[0:0:0:0:0:FFFF:" + high + ":" + low + "]",
                "[::" + dotted + "]",
                "[64:ff9b::" + dotted + "]",
                "[64:ff9b::" + high + ":" + low + "]",
                "[64:ff9b:1::" + dotted + "]",
                "[2002:" + high + ":" + low + "::1]",
                "[2001:0:" + high + ":" + low + "::1]",
                "[2001:0:5ef5:79fb::" + hex(~(n[0] << 8 | n[1]) & 0xffff) + ":" + hex(~(n[2] << 8 | n[3]) & 0xffff)
                        + "]",
                "[2606:4700::5efe:" + high + ":" + low + "]");
    }

    private static String hex(int number) {
        return Integer.toHexString(number);
    }
}
