package lab.obscura.engine.settings;

import java.util.HashMap;
import java.util.Map;

/**
 * Under what names the values of a setting are known: those that they had before, and those that stand in the identities of what was
 * trained with them.
 *
 * @param former former name of a choice → its present one
 * @param identities present name of a choice → what stands for it in identities, where that differs
 * @param addedLater whether what was trained before the setting came counts as trained with its default
 */
record Names(Map<String, String> former, Map<String, String> identities, boolean addedLater) {

    static final Names AS_THEY_ARE = new Names(Map.of(), Map.of(), false);

    Names {
        former = Map.copyOf(former);
        identities = Map.copyOf(identities);
    }

    Names formerly(String choice, String formerName) {
        return new Names(with(former, formerName, choice), with(identities, choice, formerName), addedLater);
    }

    Names identifiedAs(String choice, String identity) {
        return new Names(former, with(identities, choice, identity), addedLater);
    }

    Names asAddedLater() {
        return new Names(former, identities, true);
    }

    Object present(Object raw) {
        return raw instanceof String name ? former.getOrDefault(name, name) : raw;
    }

    Object identity(Object value) {
        return value instanceof String name ? identities.getOrDefault(name, name) : value;
    }

    private static Map<String, String> with(Map<String, String> map, String key, String value) {
        var more = new HashMap<>(map);
        more.put(key, value);
        return more;
    }
}
