package lab.obscura.engine.definition;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import lab.obscura.engine.attack.Attack;
import lab.obscura.engine.attack.Knowledge;
import lab.obscura.engine.data.facts.AuxiliarySet;
import lab.obscura.engine.data.facts.DatasetInfo;
import lab.obscura.engine.network.DeviceChoice;
import lab.obscura.engine.network.Precision;
import tools.jackson.databind.json.JsonMapper;

/**
 * Who is who, by content: two runs with the same training hash train the same encoder. Names, tags, the list of
 * attacks and a pinned data hash stay out of it, so that a trained encoder can be recognized whatever is done to it later. All hashes are SHA-256 in hexadecimal.
 */
public final class Identity {

    /** Raised whenever the same definition and seed would give other numbers than before. */
    public static final int NUMERICS_VERSION = 2;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Map<String, Object> training = new LinkedHashMap<>();
    private final Object attacks;
    private final Optional<String> auxiliary;
    /** Where the edge ends, when it ended somewhere else in the training. */
    private final Optional<Integer> cutAnew;

    private Identity(ExperimentDefinition definition, DatasetInfo info) {
        Map<String, Object> known = definition.identity();
        for (String section : new String[] {"dataset", "network", "defense", "training", "engine"}) {
            training.put(section, known.get(section));
        }
        training.put("dataset", withoutPin(known.get("dataset")));
        var network = definition.network();
        this.cutAnew = network.isCutAnew() ? Optional.of(network.cutLayer()) : Optional.empty();
        if (definition.device() != DeviceChoice.CPU) {
            // Another device rounds otherwise. The processor's hashes are those of before the device counted.
            training.put("device", definition.device().id());
        }
        if (definition.arithmetic().precision() != Precision.FLOAT32) {
            training.put("precision", definition.arithmetic().precision().id());
        }
        if (definition.arithmetic().deterministic() && definition.device() != DeviceChoice.CPU) {
            // A CPU computes the same with and without it.
            training.put("deterministic", true);
        }
        training.putAll(
                definition.preparation(info).identity(definition.training().augment(), info));
        training.put("dataHash", info.contentHash());
        training.put("numerics", NUMERICS_VERSION);
        info.expert().ifPresent(set -> training.put("expertHash", set.contentHash()));
        this.auxiliary = info.auxiliary().map(AuxiliarySet::contentHash);
        this.attacks = auxiliary
                .<Object>map(hash -> Map.of(
                        "attacks", known.get("attacks"),
                        "auxiliary",
                                definition.dataset().auxiliary().orElseThrow().json(),
                        "auxiliaryHash", hash))
                .orElse(known.get("attacks"));
    }

    /**
     * The identity of a definition on certain data.
     *
     * @param info with the content hash of the whole data set, before limits and resizing (those are part of the definition)
     */
    public static Identity of(ExperimentDefinition definition, DatasetInfo info) {
        return new Identity(definition, info);
    }

    /** A definition without name, tags and seeds: one row of a board. */
    public String rowHash() {
        return hash(cutAnew(Map.of("training", training, "attacks", attacks)));
    }

    /** The trained encoder. */
    public String trainingHash(long seed) {
        return hash(Map.of("training", training, "seed", seed));
    }

    /** The expert whose weights a training begins with. */
    public String expertHash(long seed) {
        return hash(Map.of("expertOf", trainingHash(seed)));
    }

    /** The trained encoder and what is done to it. */
    public String attackHash(long seed) {
        return hash(cutAnew(Map.of("training", trainingHash(seed), "attacks", attacks)));
    }

    /**
     * One attack on a trained network: what a checkpoint of it is bound to. The same training comes out a little different on another
     * processor, so the network counts, not the definition.
     *
     * @param trained hash of the network's weights and of what its defense has learned
     */
    public String attackHash(long seed, String trained, Attack attack) {
        var content = new LinkedHashMap<String, Object>();
        content.put("training", trainingHash(seed));
        content.put("trained", trained);
        content.put("attack", attack.info().id());
        content.put("settings", attack.settings().identity());
        if (attack.knowledge() == Knowledge.AUXILIARY) {
            auxiliary.ifPresent(set -> content.put("auxiliary", set));
        }
        return hash(content);
    }

    /** The fixed images of a gallery: content, limit of the test split and image size. */
    public String galleryHash() {
        var content = new LinkedHashMap<String, Object>(map(training.get("dataset")));
        content.remove("trainLimit");
        content.put("dataHash", training.get("dataHash"));
        return hash(content);
    }

    private Map<String, Object> cutAnew(Map<String, Object> content) {
        var whole = new LinkedHashMap<>(content);
        cutAnew.ifPresent(layer -> whole.put(NetworkSection.CUT_LAYER, layer));
        return whole;
    }

    /** A pinned hash names the content once more; the same data unpinned is the same data. */
    private static Map<String, Object> withoutPin(Object dataset) {
        Map<String, Object> content = map(dataset);
        content.remove("dataHash");
        return content;
    }

    private static Map<String, Object> map(Object object) {
        var copy = new LinkedHashMap<String, Object>();
        ((Map<?, ?>) object).forEach((key, value) -> copy.put(String.valueOf(key), value));
        return copy;
    }

    private static String hash(Object content) {
        try {
            byte[] canonical = JSON.writeValueAsString(sorted(content)).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(canonical));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** Maps in the order of their keys, whole decimals as integers: what means the same is written the same. */
    private static Object sorted(Object value) {
        if (value instanceof Map<?, ?> map) {
            var ordered = new TreeMap<String, Object>();
            map.forEach((key, element) -> ordered.put(String.valueOf(key), sorted(element)));
            return ordered;
        }
        if (value instanceof Iterable<?> list) {
            var elements = new java.util.ArrayList<Object>();
            list.forEach(element -> elements.add(sorted(element)));
            return elements;
        }
        return value instanceof Double number && number == Math.rint(number) ? (Object) number.longValue() : value;
    }
}
