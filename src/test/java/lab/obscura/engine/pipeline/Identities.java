package lab.obscura.engine.pipeline;

import java.util.List;
import java.util.Optional;
import lab.obscura.engine.data.DatasetInfo;
import lab.obscura.engine.data.ImageShape;
import lab.obscura.engine.data.facts.DatasetFacts;
import lab.obscura.engine.data.facts.KnownSets;

/** Identities on data sets that are nowhere. */
final class Identities {

    private static final int CHANNELS = 3;

    private Identities() {}

    /** On a data set that says nothing of itself. */
    static Identity of(ExperimentDefinition definition, String dataHash) {
        return of(definition, dataHash, Optional.empty());
    }

    /** @param said in its dataset.json */
    static Identity of(ExperimentDefinition definition, String dataHash, Optional<DatasetFacts> said) {
        String id = definition.dataset().id();
        DatasetFacts facts = said.orElseGet(() -> KnownSets.of(id, CHANNELS));
        var shape = new ImageShape(32, 32, CHANNELS);
        var info =
                new DatasetInfo(id, id, "test", shape, List.of("a", "b"), 100, 100, dataHash, false, List.of(), facts);
        return Identity.of(definition, info);
    }
}
