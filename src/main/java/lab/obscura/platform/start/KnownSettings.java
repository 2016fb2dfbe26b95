package lab.obscura.platform.start;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import lab.obscura.engine.settings.Nearest;

/** Refuses options of the service that nobody knows: Spring takes any, and a slip of the pen would be a default without a word. */
public final class KnownSettings {

    /** Keys of the libraries, which are many, begin with these. */
    private static final List<String> FOREIGN =
            List.of("spring.", "server.", "management.", "logging.", "springdoc.", "debug", "trace");

    private static final List<String> COMMON = List.of(
            "server.address",
            "server.port",
            "spring.datasource.url",
            "spring.datasource.username",
            "spring.datasource.password",
            "logging.file.name");

    private final List<String> known;

    /** @param properties the record of what may be set under {@code obscura.} */
    public KnownSettings(Class<?> properties) {
        this.known = keys("obscura", properties).toList();
    }

    /** @throws IllegalArgumentException that names the nearest one */
    public void check(String[] arguments) {
        for (String argument : arguments) {
            if (!argument.startsWith("--")) {
                throw new IllegalArgumentException(
                        "Unexpected word " + argument + ". Settings are written as --KEY=VALUE");
            }
            String key = argument.substring(2).replaceFirst("=.*", "");
            if (!isKnown(key)) {
                List<String> all = new ArrayList<>(known);
                all.addAll(COMMON);
                String hint = Nearest.to(key, all)
                        .or(() -> all.stream()
                                .filter(candidate -> candidate.startsWith(key) || candidate.endsWith("." + key))
                                .findFirst())
                        .map(nearest -> "Did you mean --" + nearest + "?")
                        .orElse("README.md has the table of settings");
                throw new IllegalArgumentException("Unknown setting --" + key + ". " + hint);
            }
            if (!argument.contains("=") && !key.equals("debug") && !key.equals("trace")) {
                throw new IllegalArgumentException("--" + key + " must have a value, as in --" + key + "=…");
            }
        }
    }

    private boolean isKnown(String key) {
        return FOREIGN.stream().anyMatch(key::startsWith)
                || known.stream().anyMatch(candidate -> plain(candidate).equals(plain(key.replaceFirst("\\[.*", ""))));
    }

    /** Spring reads obscura.worker.offHeap as obscura.worker.off-heap. */
    private static String plain(String key) {
        return key.replaceAll("[-_]", "").toLowerCase(Locale.ROOT);
    }

    private static Stream<String> keys(String prefix, Class<?> properties) {
        return Stream.of(properties.getRecordComponents()).flatMap(component -> keys(prefix, component));
    }

    private static Stream<String> keys(String prefix, RecordComponent component) {
        String key =
                prefix + "." + component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
        return component.getType().isRecord() ? keys(key, component.getType()) : Stream.of(key);
    }
}
