package lab.obscura.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.obscura.engine.data.DatasetRequest;
import lab.obscura.engine.data.SharedShapes;
import lab.obscura.engine.data.images.LabeledImages;
import lab.obscura.engine.definition.DefinitionReader;
import lab.obscura.engine.network.TestEngine;
import lab.obscura.engine.network.spec.Normalizations.ChannelAffine;
import lab.obscura.engine.progress.RunContext;
import lab.obscura.engine.seed.Seeds;
import lab.obscura.engine.training.Accuracy;
import lab.obscura.engine.training.SplitNetwork;
import org.junit.jupiter.api.Test;

class EncoderQueriesTest {

    @Test
    void rememberedFeaturesGiveTheVeryAccuracyOfAskingTheEdgeAgain() {
        LabeledImages images = SharedShapes.datasets()
                .load(new DatasetRequest("shapes", 10, 230, 0, Optional.empty()))
                .test();
        try (SplitNetwork network = network(images)) {
            Seeds draw = Seeds.of(3).family("draw", 1);
            var remembered = EncoderQueries.of(network, images, RunContext.of(event -> {}, () -> false));

            Accuracy known = Accuracy.of(network, images, remembered::clean, draw);

            assertThat(known).isEqualTo(Accuracy.of(network, images, draw));
        }
    }

    /** With a transform that looks at a whole batch at once. */
    private static SplitNetwork network(LabeledImages images) {
        var definition = new DefinitionReader()
                .read(Map.of(
                        "dataset", Map.of("id", "shapes"),
                        "network", Map.of("backbone", "cnn-4", "width", 0.125, "bottleneck", Map.of("channels", 2)),
                        "defense",
                                List.of(
                                        Map.of("part", "top-k", "form", "reference-code"),
                                        Map.of("part", "gaussian-noise", "standardDeviation", 0.1))));
        var pixels = new ChannelAffine(List.of(0.5, 0.5, 0.5), List.of(0.2, 0.2, 0.2));
        return SplitNetwork.build(
                TestEngine.DL4J.create(),
                definition.split(images.shape(), images.classes(), pixels),
                definition.defense(),
                Seeds.of(1));
    }
}
