package lab.obscura.export;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import lab.obscura.engine.catalog.Attacks;
import lab.obscura.engine.catalog.Catalog;
import lab.obscura.engine.catalog.Defenses;
import lab.obscura.engine.catalog.LeakageEstimators;
import lab.obscura.engine.settings.Info;
import lab.obscura.engine.settings.Setting;

/** Settings and their values as people say them. */
public final class SettingWords {

    /** Where nothing stands. */
    public static final String ABSENT = "not there";

    /** The lists of a definition, and the field that says what an element is. */
    public static final Map<String, String> ID_FIELDS =
            Map.of("defense", "part", "attacks", "attack", "measures", "measure");

    private static final Map<String, String> SECTIONS = Map.of(
            "dataset", "Data set",
            "network", "Network",
            "defense", "Defense",
            "training", "Training",
            "attacks", "Attack",
            "threatModel", "Threat model",
            "measures", "Measure",
            "floor", "Linear attack as a floor");

    private SettingWords() {}

    /** The title of a section of a definition. */
    public static String section(String field) {
        String title = SECTIONS.get(field);
        return title == null
                ? Character.toUpperCase(field.charAt(0)) + name(field).substring(1)
                : title;
    }

    /** camelCase in words. */
    public static String name(String field) {
        return field.replaceAll("([a-z0-9])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT);
    }

    /** @param path as in {@code defense[conditional-entropy 2]} */
    public static String element(String path) {
        String list = path.substring(0, path.indexOf('['));
        return section(list) + ", " + shortElement(path);
    }

    /** The same without its list. */
    public static String shortElement(String path) {
        String named = path.substring(path.indexOf('[') + 1, path.length() - 1);
        String id = named.split(" ", 2)[0];
        String idField = ID_FIELDS.get(path.substring(0, path.indexOf('[')));
        return info(idField, id).map(Info::title).orElse(id) + named.substring(id.length());
    }

    private static Optional<Info> info(String idField, String id) {
        Catalog<?> catalog = switch (idField) {
            case "part" -> Defenses.catalog();
            case "attack" -> Attacks.catalog();
            default -> LeakageEstimators.catalog();
        };
        return catalog.find(id).map(Catalog.Entry::info);
    }

    /** A value; of a part, an attack or a measure what is not at its default. */
    public static String value(Object value) {
        if (value == null) {
            return ABSENT;
        }
        if (value instanceof Boolean flag) {
            return flag ? "yes" : "no";
        }
        if (value instanceof Number number) {
            return number(number);
        }
        if (value instanceof List<?> list) {
            return list.isEmpty()
                    ? "none"
                    : list.stream().map(SettingWords::value).collect(Collectors.joining(", "));
        }
        return value instanceof Map<?, ?> object ? object(object) : String.valueOf(value);
    }

    /** The parts of a definition's defense with their strengths, as in {@code Gaussian noise (standard deviation 0.05)}. */
    public static String defense(Map<String, Object> definition) {
        return defense(entries(definition.get("defense")));
    }

    /** As {@link #defense(Map)}, of the parts alone. */
    public static String defense(List<Map<String, Object>> parts) {
        return parts.isEmpty()
                ? "undefended"
                : parts.stream().map(part -> entry("part", part)).collect(Collectors.joining(" + "));
    }

    /** Titles of parts without their settings. */
    public static String parts(List<String> ids) {
        return ids.isEmpty()
                ? "undefended"
                : ids.stream()
                        .map(id -> info("part", id).map(Info::title).orElse(id))
                        .collect(Collectors.joining(" + "));
    }

    /** The objects of a list of a definition; none where it is no list. */
    public static List<Map<String, Object>> entries(Object list) {
        return list instanceof List<?> elements
                ? elements.stream().map(SettingWords::fields).toList()
                : List.of();
    }

    private static Map<String, Object> fields(Object value) {
        var fields = new LinkedHashMap<String, Object>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, inner) -> fields.put(String.valueOf(name), inner));
        }
        return fields;
    }

    /** Title of a part, an attack or a measure with its first setting, which is its strength, and what else is not at its default. */
    static String entry(String idField, Map<String, Object> entry) {
        String id = String.valueOf(entry.get(idField));
        Optional<Info> info = info(idField, id);
        Map<String, Object> defaults = info.map(SettingWords::defaults).orElse(Map.of());
        Optional<String> strength = info.flatMap(
                        known -> known.schema().settings().stream().findFirst())
                .map(Setting::name);
        String told = entry.entrySet().stream()
                .filter(setting -> !setting.getKey().equals(idField))
                .filter(setting -> strength.filter(setting.getKey()::equals).isPresent()
                        || !isDefault(setting.getValue(), defaults.get(setting.getKey())))
                .map(setting -> name(setting.getKey()) + " " + value(setting.getValue()))
                .collect(Collectors.joining(", "));
        return info.map(Info::title).orElse(id) + (told.isEmpty() ? "" : " (" + told + ")");
    }

    private static String object(Map<?, ?> object) {
        Optional<String> idField =
                ID_FIELDS.values().stream().filter(object::containsKey).findFirst();
        Map<String, Object> defaults = idField.flatMap(field -> info(field, String.valueOf(object.get(field))))
                .map(SettingWords::defaults)
                .orElse(Map.of());
        String told = object.entrySet().stream()
                .filter(entry -> !idField.map(entry.getKey()::equals).orElse(false))
                .filter(entry -> !isDefault(entry.getValue(), defaults.get(String.valueOf(entry.getKey()))))
                .map(entry -> name(String.valueOf(entry.getKey())) + " " + value(entry.getValue()))
                .collect(Collectors.joining(", "));
        return idField.isPresent() ? (told.isEmpty() ? "yes" : "yes, " + told) : told;
    }

    private static Map<String, Object> defaults(Info info) {
        return info.schema().settings().stream()
                .filter(setting -> setting.jsonDefault().isPresent())
                .collect(Collectors.toMap(
                        Setting::name, setting -> setting.jsonDefault().orElseThrow()));
    }

    /** Numbers are the same when they are written the same. */
    private static boolean isDefault(Object value, Object usual) {
        return usual != null && value(value).equals(value(usual));
    }

    /** 16.0 is what people call 16. */
    private static String number(Number number) {
        double value = number.doubleValue();
        return value == Math.rint(value) && Math.abs(value) < 1e15 ? Long.toString((long) value) : number.toString();
    }
}
