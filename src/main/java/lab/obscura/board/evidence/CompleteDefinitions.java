package lab.obscura.board.evidence;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import lab.obscura.engine.definition.DefinitionReader;
import lab.obscura.engine.settings.SettingsException;
import lab.obscura.result.StoredDefinition;

/**
 * Stored definitions with the settings that their version did not know yet, at the values that stand for what it did: else they would
 * differ from those of today in what is the same. To read one takes the time of a hundred rows, and what comes of a text never changes.
 */
final class CompleteDefinitions {

    private static final int MOST_REMEMBERED = 2_000;

    private static final Map<String, Map<String, Object>> REMEMBERED =
            Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Map<String, Object>> eldest) {
                    return size() > MOST_REMEMBERED;
                }
            });

    private CompleteDefinitions() {}

    /** As it came where it can no longer be read. */
    static Map<String, Object> of(String json) {
        Map<String, Object> known = REMEMBERED.get(json);
        if (known == null) {
            known = Collections.unmodifiableMap(complete(StoredDefinition.read(json)));
            REMEMBERED.put(json, known);
        }
        return known;
    }

    static Map<String, Object> complete(Map<String, Object> stored) {
        try {
            return StoredDefinition.of(new DefinitionReader().read(stored).toJson());
        } catch (SettingsException noLonger) {
            return stored;
        }
    }
}
