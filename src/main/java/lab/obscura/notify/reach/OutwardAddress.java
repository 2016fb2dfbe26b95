package lab.obscura.notify.reach;

import java.net.IDN;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An address of the web that somebody has typed, taken apart by rules that leave no two readings: no user before the host, no backslash, no
 * number that some programs read as an address of version 4 and others as a name.
 *
 * @param host as a resolver is asked: lower case, of international names the ASCII form; an address of version 6 without brackets
 * @param path with the query, beginning with a slash
 */
public record OutwardAddress(boolean isTls, String host, int port, String path) {

    private static final int LONGEST = 2000;
    private static final int LONGEST_HOST = 253;
    private static final int HIGHEST_PORT = 65_535;

    private static final Pattern FORM =
            Pattern.compile("(https?)://(\\[[0-9A-Fa-f:.]+]|[^/?#@:\\[\\]\\\\%]+)(?::(\\d{1,5}))?((?:[/?].*)?)");
    private static final Pattern PATH = Pattern.compile("[A-Za-z0-9\\-._~:/?\\[\\]@!$&'()*+,;=%]*");
    private static final Pattern LABELS =
            Pattern.compile("(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\\.)*[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?");
    private static final Pattern DECIMAL = Pattern.compile("(?:0|[1-9]\\d{0,2})(?:\\.(?:0|[1-9]\\d{0,2})){3}");

    /** The last label of a name is never a number, whatever its base. */
    private static final Pattern NUMBER_AT_END = Pattern.compile("(?:.*\\.)?(?:\\d+|0x[0-9a-f]*)");

    private static final String EXAMPLE = "As in https://hooks.example.org/obscura";

    /** @throws AddressRefused when it is none, or one with two readings */
    public static OutwardAddress read(String text) {
        Matcher form = FORM.matcher(text);
        if (text.length() > LONGEST
                || !form.matches()
                || !PATH.matcher(form.group(4)).matches()) {
            throw new AddressRefused(
                    "http:// or https://, a host, perhaps a port, and a path, in at most " + LONGEST
                            + " characters without user, fragment or space",
                    EXAMPLE);
        }
        boolean isTls = form.group(1).equals("https");
        int port = Optional.ofNullable(form.group(3)).map(Integer::parseInt).orElse(isTls ? 443 : 80);
        if (port < 1 || port > HIGHEST_PORT) {
            throw new AddressRefused("an address with a port between 1 and " + HIGHEST_PORT, EXAMPLE);
        }
        String path = form.group(4).startsWith("/") ? form.group(4) : "/" + form.group(4);
        return new OutwardAddress(isTls, host(form.group(2)), port, path);
    }

    private static String host(String typed) {
        if (typed.startsWith("[")) {
            return typed.substring(1, typed.length() - 1).toLowerCase(Locale.ROOT);
        }
        String name = ascii(typed);
        boolean isNumber = NUMBER_AT_END.matcher(name).matches();
        boolean isWhole = isNumber
                ? DECIMAL.matcher(name).matches()
                        && List.of(name.split("\\.")).stream().allMatch(part -> Integer.parseInt(part) < 256)
                : LABELS.matcher(name).matches() && name.length() <= LONGEST_HOST;
        if (!isWhole) {
            throw new AddressRefused(
                    "an address whose host is a name of letters, digits and hyphens without a dot at its end, four decimal"
                            + " numbers, or an address of version 6 in brackets",
                    EXAMPLE);
        }
        return name;
    }

    private static String ascii(String typed) {
        try {
            return IDN.toASCII(typed, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException noName) {
            return typed.toLowerCase(Locale.ROOT); // names with _ are no host names, and some services have them
        }
    }

    /** Whether the host is an address already. */
    boolean isNumber() {
        return host.contains(":") || DECIMAL.matcher(host).matches();
    }

    /** As the header Host has it. */
    String authority() {
        String shown = host.contains(":") ? "[" + host + "]" : host;
        return port == (isTls ? 443 : 80) ? shown : shown + ":" + port;
    }
}
