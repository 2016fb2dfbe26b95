package lab.obscura.board.evidence;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import lab.obscura.engine.definition.DefinitionReader;
import lab.obscura.engine.settings.SettingsException;
import lab.obscura.result.StoredDefinition;

/**
 * Stored definitions with the settings that their version did not know yet, at the values that stand for what it did: else they would
 * differ from those of today in what is the same. To fetch and read one takes the time of a hundred rows, and the row hash says all of a
 * definition that a board asks, so those of the boards seen last are remembered.
 */
public final class KnownDefinitions {

    /** At some 15 KB each. */
    private static final int MOST_REMEMBERED = 2_000;

    private final Cache<String, Sweep> remembered =
            Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).build();

    /**
     * The definitions of runs by their row hashes, without those whose experiment is no longer stored.
     *
     * @param stored from ids of experiments to their definitions as JSON; asked at most once
     */
    public Map<String, Sweep> of(Collection<BoardRun> runs, Function<List<UUID>, Map<UUID, String>> stored) {
        Map<String, UUID> experiments = runs.stream()
                .collect(Collectors.toMap(BoardRun::rowHash, BoardRun::experiment, (latest, other) -> latest));
        return remembered.getAll(experiments.keySet(), missing -> {
            Map<UUID, String> texts =
                    stored.apply(missing.stream().map(experiments::get).toList());
            return missing.stream()
                    .filter(hash -> texts.containsKey(experiments.get(hash)))
                    .collect(Collectors.toMap(
                            hash -> hash,
                            hash -> new Sweep(complete(StoredDefinition.read(texts.get(experiments.get(hash)))))));
        });
    }

    /** As it came where it can no longer be read. */
    static Map<String, Object> complete(Map<String, Object> stored) {
        try {
            return Collections.unmodifiableMap(
                    StoredDefinition.of(new DefinitionReader().read(stored).toJson()));
        } catch (SettingsException noLonger) {
            return stored;
        }
    }
}
