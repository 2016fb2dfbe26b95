package lab.obscura.engine.network.backbone;

import java.util.List;
import java.util.Optional;
import lab.obscura.engine.network.spec.Layers;
import lab.obscura.engine.network.spec.NetworkSpec;

/** What a backbone puts at the end of its edge. */
enum EdgeEnd {
    /** The feature is squashed into (0, 1). */
    SIGMOID,
    SIGMOID_BEHIND_BOTTLENECK,
    NORM_BEHIND_BOTTLENECK;

    List<NetworkSpec> layers(Optional<Bottleneck> bottleneck) {
        if (this != SIGMOID && bottleneck.isEmpty()) {
            return List.of();
        }
        return List.of(
                this == NORM_BEHIND_BOTTLENECK
                        ? Layers.norm(bottleneck.orElseThrow().channels())
                        : Layers.sigmoid());
    }
}
