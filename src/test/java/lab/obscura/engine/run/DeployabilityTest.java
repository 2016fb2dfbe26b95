package lab.obscura.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.obscura.engine.catalog.Defenses;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.defense.Defense;
import lab.obscura.engine.defense.DefensePart;
import lab.obscura.engine.defense.EncoderShape;
import lab.obscura.engine.network.backbone.Backbone;
import lab.obscura.engine.network.backbone.Backbones;
import lab.obscura.engine.network.backbone.Bottleneck;
import lab.obscura.engine.network.dl4j.Dl4jEngine;
import lab.obscura.engine.network.spec.Normalizations.ChannelAffine;
import lab.obscura.engine.network.spec.SplitSpec;
import lab.obscura.engine.seed.Seeds;
import lab.obscura.engine.training.SplitNetwork;
import org.junit.jupiter.api.Test;

/** What counts as work of the device. */
class DeployabilityTest {

    private static final int CHANNELS = 3;
    private static final int PLACES = 8 * 8;

    @Test
    void layersThatATransformNeedsOnTheDeviceCountAmongThoseOfTheEdge() {
        Map<String, Double> bare = measured(List.of());

        Map<String, Double> drawing = measured(List.of(vib()));

        // two 1×1 convolutions with bias, from and to as many channels as are sent
        assertThat(drawing.get("edgeParameters") - bare.get("edgeParameters"))
                .isEqualTo(2.0 * (CHANNELS * CHANNELS + CHANNELS));
        assertThat(drawing.get("edgeMultiplyAdds") - bare.get("edgeMultiplyAdds"))
                .isEqualTo(2.0 * CHANNELS * CHANNELS * PLACES);
        assertThat(drawing.get("featureElements")).isEqualTo(bare.get("featureElements"));
    }

    private static DefensePart vib() {
        return Defenses.catalog().find("vib").orElseThrow().withDefaults();
    }

    private static Map<String, Double> measured(List<DefensePart> parts) {
        var normalization = new ChannelAffine(List.of(0.5, 0.5, 0.5), List.of(0.25, 0.25, 0.25));
        var plan = new Backbone.Plan(
                new ImageShape(16, 16, 3), 10, normalization, 0.1, 1, Optional.of(Bottleneck.of(CHANNELS)));
        SplitSpec split = Backbones.find("cnn-4").orElseThrow().split(plan);
        for (DefensePart part : parts) {
            split = ((EncoderShape) part).reshape(split);
        }
        try (var network = SplitNetwork.build(Dl4jEngine.create(), split, new Defense(parts), Seeds.of(1))) {
            return Deployability.of(network);
        }
    }
}
