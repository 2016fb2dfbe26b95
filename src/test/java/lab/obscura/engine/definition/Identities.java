package lab.obscura.engine.definition;

import java.util.List;
import java.util.Optional;
import lab.obscura.engine.data.facts.DatasetFacts;
import lab.obscura.engine.data.facts.DatasetInfo;
import lab.obscura.engine.data.facts.KnownSets;
import lab.obscura.engine.data.images.ImageShape;

/** Identities on data sets that are nowhere. */
public final class Identities {

    private static final int CHANNELS = 3;

    private Identities() {}

    /** On a data set that says nothing of itself. */
    public static Identity of(ExperimentDefinition definition, String dataHash) {
        return of(definition, dataHash, Optional.empty());
    }

    /** @param said in its dataset.json */
    public static Identity of(ExperimentDefinition definition, String dataHash, Optional<DatasetFacts> said) {
        String id = definition.dataset().id();
        DatasetFacts facts = said.orElseGet(() -> KnownSets.of(id, CHANNELS));
        var shape = new ImageShape(32, 32, CHANNELS);
        var info =
                new DatasetInfo(id, id, "test", shape, List.of("a", "b"), 100, 100, dataHash, false, List.of(), facts);
        return Identity.of(definition, info);
    }
}
