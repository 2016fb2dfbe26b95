package lab.obscura.platform.web.edge;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The names under which the service may be asked for: a foreign name that leads here makes a foreign page look like one of ours. */
final class AllowedHosts {

    static final String SETTING = "obscura.allowed-hosts";

    private static final Pattern NAME = Pattern.compile("[a-z0-9._-]+|\\[[0-9a-f:.]+]");
    private static final Pattern PORT = Pattern.compile(":[0-9]*$");

    private final Set<String> names;

    AllowedHosts(List<String> names) {
        this.names = names.stream()
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
        for (String name : this.names) {
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException(SETTING + " must be names or addresses without scheme and port,"
                        + " separated by commas, as in localhost,obscura.lab,192.168.1.5,[fd00::5]; was " + name);
            }
        }
    }

    /** @param host as in the header: a name, with or without a port */
    boolean contain(String host) {
        return names.contains(PORT.matcher(host).replaceFirst("").toLowerCase(Locale.ROOT));
    }

    @Override
    public String toString() {
        return String.join(", ", names);
    }
}
