package lab.obscura.build;

import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import lab.obscura.platform.ObscuraProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.yaml.snakeyaml.Yaml;

/** What an operator may set: the project's own keys with their defaults, and the few of Spring Boot that matter. */
final class ConfigurationKeys {

    private ConfigurationKeys() {}

    /** Keys with their defaults; empty where there is none. */
    static Map<String, String> withDefaults() throws java.io.IOException {
        var keys = new LinkedHashMap<String, String>();
        Map<String, Object> application =
                new Yaml().load(Files.readString(Path.of("src/main/resources/application.yml")));
        for (String key : Set.of("server.address", "server.port", "spring.datasource.hikari.maximum-pool-size")) {
            keys.put(key, valueAt(application, key));
        }
        addAll(keys, "obscura", ObscuraProperties.class);
        return keys;
    }

    /** Every key as the environment spells it. */
    static Set<String> asVariables() {
        var keys = new LinkedHashMap<String, String>();
        for (String key : Set.of("server.address", "server.port")) {
            keys.put(key, "");
        }
        for (String key : Set.of("url", "username", "password")) {
            keys.put("spring.datasource." + key, "");
        }
        addAll(keys, "obscura", ObscuraProperties.class);
        return keys.keySet().stream()
                .map(key -> key.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    private static void addAll(Map<String, String> keys, String prefix, Class<?> properties) {
        for (RecordComponent component : properties.getRecordComponents()) {
            String key = prefix + "."
                    + component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
            if (component.getType().isRecord()) {
                addAll(keys, key, component.getType());
            } else {
                keys.put(key, defaultOf(properties, component));
            }
        }
    }

    private static String defaultOf(Class<?> properties, RecordComponent component) {
        var parameters = properties.getDeclaredConstructors()[0].getParameters();
        for (var parameter : parameters) {
            if (parameter.getName().equals(component.getName()) && parameter.isAnnotationPresent(DefaultValue.class)) {
                return String.join(
                        ",", parameter.getAnnotation(DefaultValue.class).value());
            }
        }
        return "";
    }

    private static String valueAt(Map<String, Object> document, String key) {
        Object value = document;
        for (String part : key.split("\\.")) {
            value = ((Map<?, ?>) value).get(part);
        }
        return value.toString();
    }
}
