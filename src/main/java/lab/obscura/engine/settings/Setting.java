package lab.obscura.engine.settings;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * One setting: its name, range, default and help text, declared once. Validation, the API document, the web form and the
 * docs page are derived from it.
 *
 * @param <T> the Java type of its value
 */
public final class Setting<T> {

    /** What a value may look like in JSON. */
    public enum Kind {
        DECIMAL("number"),
        INTEGER("integer"),
        FLAG("boolean"),
        CHOICE("string"),
        TEXT("string"),
        INTEGERS("array"),
        DECIMALS("array");

        private final String jsonType;

        Kind(String jsonType) {
            this.jsonType = jsonType;
        }
    }

    private final String name;
    private final Domain<T> domain;
    private final String description;
    private final Optional<T> defaultValue;
    private final Names names;
    private final SlugForm slugForm;

    /**
     * What values there are.
     *
     * @param choices of a choice; empty for all else
     * @param typed from what stands in JSON to the setting's own type
     */
    private record Domain<T>(
            Kind kind, double minimum, double maximum, List<String> choices, Function<Object, T> typed) {

        @SuppressWarnings("unchecked") // all but enums stand in JSON in their own type
        static <T> Domain<T> of(Kind kind, double minimum, double maximum, List<String> choices) {
            return new Domain<>(kind, minimum, maximum, List.copyOf(choices), value -> (T) value);
        }
    }

    private Setting(
            String name,
            Domain<T> domain,
            String description,
            Optional<T> defaultValue,
            Names names,
            SlugForm slugForm) {
        this.name = name;
        this.domain = domain;
        this.description = description;
        this.defaultValue = defaultValue;
        this.names = names;
        this.slugForm = slugForm;
    }

    private static <T> Setting<T> of(String name, Domain<T> domain) {
        return new Setting<>(name, domain, "", Optional.empty(), Names.AS_THEY_ARE, SlugForm.of(name));
    }

    /** A real number in a closed range. */
    public static Setting<Double> decimal(String name, double minimum, double maximum) {
        return of(name, Domain.of(Kind.DECIMAL, minimum, maximum, List.of()));
    }

    /** A whole number in a closed range. */
    public static Setting<Integer> integer(String name, int minimum, int maximum) {
        return of(name, Domain.of(Kind.INTEGER, minimum, maximum, List.of()));
    }

    /** Yes or no. */
    public static Setting<Boolean> flag(String name) {
        return of(name, Domain.of(Kind.FLAG, 0, 1, List.of()));
    }

    /** One of an enum's constants; in JSON {@code LEARNING_RATE} is {@code learning-rate}. */
    public static <E extends Enum<E>> Setting<E> choice(String name, Class<E> options) {
        return choice(name, EnumSet.allOf(options));
    }

    /** One of some constants of an enum. */
    public static <E extends Enum<E>> Setting<E> choice(String name, Set<E> options) {
        Map<String, E> byId = new LinkedHashMap<>();
        options.forEach(option -> byId.put(EnumId.of(option), option));
        return of(name, new Domain<>(Kind.CHOICE, 0, 0, List.copyOf(byId.keySet()), byId::get));
    }

    /** One word out of a list that is not known before the program runs, as that of the backbones. */
    public static Setting<String> choice(String name, List<String> choices) {
        return of(name, Domain.of(Kind.CHOICE, 0, 0, choices));
    }

    /** Free text of at most {@code longest} characters, without control characters. */
    public static Setting<String> text(String name, int longest) {
        return of(name, Domain.of(Kind.TEXT, 0, longest, List.of()));
    }

    /** A list of whole numbers, each in a closed range. */
    public static Setting<List<Integer>> integers(String name, int minimum, int maximum) {
        return of(name, Domain.of(Kind.INTEGERS, minimum, maximum, List.of()));
    }

    /** A list of real numbers, each in a closed range. */
    public static Setting<List<Double>> decimals(String name, double minimum, double maximum) {
        return of(name, Domain.of(Kind.DECIMALS, minimum, maximum, List.of()));
    }

    /** The same setting with a default; without one it is required. */
    public Setting<T> defaultsTo(T value) {
        return new Setting<>(name, domain, description, Optional.of(value), names, slugForm);
    }

    /** The same setting with its help text. */
    public Setting<T> describedAs(String text) {
        return new Setting<>(name, domain, text, defaultValue, names, slugForm);
    }

    /**
     * The same setting, a choice of which once had another name: that is still read, with a warning, and still stands for the choice
     * in identities.
     */
    public Setting<T> formerly(T choice, String formerName) {
        return named(names.formerly(String.valueOf(json(choice)), formerName));
    }

    /** The same setting, a choice of which stands in identities under another name, because it computes other numbers than it once did. */
    public Setting<T> identifiedAs(T choice, String identity) {
        return named(names.identifiedAs(String.valueOf(json(choice)), identity));
    }

    /** The same setting, not known to definitions that were trained before: what it is when left out leaves their identities as they are. */
    public Setting<T> addedLater() {
        return named(names.asAddedLater());
    }

    /** The same setting, whose value always stands in slugs of attacks, right behind the id and without a name. */
    public Setting<T> leadingSlugs() {
        return inSlugs(slugForm.abbreviated("").at(SlugForm.Place.LEADING));
    }

    /** The same setting, which stands in slugs even with its default. */
    public Setting<T> alwaysInSlugs() {
        return inSlugs(slugForm.at(SlugForm.Place.ALWAYS));
    }

    /** The same setting, with an abbreviation before its value in slugs instead of its name. */
    public Setting<T> inSlugsAs(String abbreviation) {
        return inSlugs(slugForm.abbreviated(abbreviation));
    }

    /** The same setting, with a word for its value in slugs. */
    public Setting<T> inSlugsAs(Function<T, String> word) {
        return inSlugs(slugForm.worded(value -> word.apply(typed(value))));
    }

    private Setting<T> inSlugs(SlugForm form) {
        return new Setting<>(name, domain, description, defaultValue, names, form);
    }

    private Setting<T> named(Names others) {
        return new Setting<>(name, domain, description, defaultValue, others, slugForm);
    }

    /** The present name of a choice that may have come under a former one; anything else as it came. */
    public Object renamed(Object raw) {
        return names.present(raw);
    }

    /**
     * What stands for a value in identities; empty when nothing does.
     *
     * @param whenLeftOut the value that it would have otherwise
     */
    Optional<Object> identity(Object value, Optional<Object> whenLeftOut) {
        boolean isKnownAnyway =
                names.addedLater() && whenLeftOut.filter(value::equals).isPresent();
        return isKnownAnyway ? Optional.empty() : Optional.of(names.identity(value));
    }

    public String name() {
        return name;
    }

    public Kind kind() {
        return domain.kind();
    }

    public double minimum() {
        return domain.minimum();
    }

    public double maximum() {
        return domain.maximum();
    }

    public List<String> choices() {
        return domain.choices();
    }

    public String description() {
        return description;
    }

    SlugForm slugForm() {
        return slugForm;
    }

    /** A value of JSON, checked, in the setting's own type. */
    T typed(Object value) {
        return domain.typed().apply(value);
    }

    /** The default as it stands in JSON. */
    public Optional<Object> jsonDefault() {
        return defaultValue.map(Setting::json);
    }

    private static Object json(Object value) {
        return value instanceof Enum<?> option ? EnumId.of(option) : value;
    }

    public boolean isRequired() {
        return defaultValue.isEmpty();
    }

    /** This setting as a JSON Schema property (draft 2020-12). */
    public Map<String, Object> jsonSchema() {
        var schema = new LinkedHashMap<String, Object>();
        schema.put("type", kind().jsonType);
        switch (kind()) {
            case DECIMAL -> putRange(schema, minimum(), maximum());
            case INTEGER -> putRange(schema, (long) minimum(), (long) maximum());
            case CHOICE -> {
                schema.put("enum", choices());
                if (!names.former().isEmpty()) {
                    schema.put("x-former-names", new TreeMap<>(names.former()));
                }
            }
            case TEXT -> schema.put("maxLength", (long) maximum());
            case INTEGERS -> {
                var items = new LinkedHashMap<String, Object>(Map.of("type", "integer"));
                putRange(items, (long) minimum(), (long) maximum());
                schema.put("items", items);
            }
            case DECIMALS -> {
                var items = new LinkedHashMap<String, Object>(Map.of("type", "number"));
                putRange(items, minimum(), maximum());
                schema.put("items", items);
            }
            case FLAG -> {
                // "boolean" says it all
            }
        }
        jsonDefault().ifPresent(value -> schema.put("default", value));
        if (!description.isEmpty()) {
            schema.put("description", description);
        }
        return schema;
    }

    private static void putRange(Map<String, Object> schema, Number minimum, Number maximum) {
        schema.put("minimum", minimum);
        schema.put("maximum", maximum);
    }
}
