package lab.obscura.engine.data;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import lab.obscura.engine.data.files.PathNames;
import lab.obscura.engine.settings.FieldError;

/**
 * The content hashes that data sets of a definition must have. A set without one may hold anything.
 *
 * @param byId one for each data set that has one
 */
public record DataPins(Map<String, Pin> byId) {

    /** Of the section {@code dataset}: the hashes of all sets but its own, whose is {@code dataHash}. */
    public static final String FIELD = "otherDataHashes";

    public static final DataPins NONE = new DataPins(Map.of());

    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    /**
     * One of them.
     *
     * @param field of the definition
     * @param hash SHA-256 in hexadecimal
     */
    public record Pin(String field, String hash) {}

    public DataPins {
        byId = Map.copyOf(byId);
    }

    /**
     * As a definition has them.
     *
     * @param own hash of the set with this id; empty for none
     * @param others of other sets, by their ids
     */
    public static DataPins of(String id, String own, Map<String, String> others) {
        var pins = new LinkedHashMap<String, Pin>();
        others.forEach((other, hash) -> pins.put(PathNames.composed(other), new Pin(field(other), hash)));
        if (!own.isEmpty()) {
            pins.put(PathNames.composed(id), new Pin("dataset.dataHash", own));
        }
        return new DataPins(pins);
    }

    /** The schema of the hashes of other sets. */
    static Map<String, Object> jsonSchema() {
        var hash = new LinkedHashMap<String, Object>();
        hash.put("type", "string");
        hash.put("pattern", "^[0-9a-fA-F]{64}$");
        var schema = new LinkedHashMap<String, Object>();
        schema.put("type", "object");
        schema.put("additionalProperties", hash);
        schema.put(
                "description",
                "By their ids, the other data sets of the definition: the run fails unless their content has this SHA-256");
        return schema;
    }

    /** Checks and reads those of other sets. */
    public static Map<String, String> read(Map<String, ?> json, List<FieldError> errors) {
        var others = new LinkedHashMap<String, String>();
        json.forEach((id, value) -> {
            String hash = String.valueOf(value).toLowerCase(Locale.ROOT);
            if (SHA_256.matcher(hash).matches()) {
                others.put(id, hash);
            } else {
                errors.add(new FieldError(
                        field(id),
                        "a SHA-256, which has 64 hexadecimal digits",
                        String.valueOf(value),
                        "Copy contentHash from GET /api/v1/datasets"));
            }
        });
        return others;
    }

    private static String field(String id) {
        return "dataset." + FIELD + "." + id;
    }

    /** The pin that a set with this content does not keep. */
    public Optional<Pin> brokenBy(String id, String contentHash) {
        return Optional.ofNullable(byId.get(PathNames.composed(id)))
                .filter(pin -> !pin.hash().equalsIgnoreCase(contentHash));
    }
}
