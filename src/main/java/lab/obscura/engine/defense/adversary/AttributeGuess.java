package lab.obscura.engine.defense.adversary;

import java.util.List;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.spec.Composition.Sequence;
import lab.obscura.engine.network.spec.Convolutions.Convolution;
import lab.obscura.engine.network.spec.FullyConnected.Dense;
import lab.obscura.engine.network.spec.Layers;
import lab.obscura.engine.network.spec.NetworkSpec;
import lab.obscura.engine.network.spec.Pools.GlobalAveragePool;

/** The network that guesses an attribute from a feature: the defender's adversary, and the fresh attacker that a measure trains. */
public final class AttributeGuess {

    private static final int WIDTH = 32;
    private static final NetworkSpec.Init INIT = NetworkSpec.Init.KAIMING_UNIFORM;

    private AttributeGuess() {}

    /**
     * For planes two convolutions 3×3 with stride 2 and a global average; then, and for vectors at once, two dense layers (our
     * completion).
     *
     * @param values how many an attribute can have
     */
    public static NetworkSpec layers(ImageShape feature, int values) {
        if (feature.height() * feature.width() == 1) {
            return new Sequence(List.of(
                    Dense.of(feature.channels(), 2 * WIDTH, INIT), Layers.relu(), Dense.of(2 * WIDTH, values, INIT)));
        }
        return new Sequence(List.of(
                Convolution.of(feature.channels(), WIDTH, 3, INIT).withStride(2),
                Layers.relu(),
                Convolution.of(WIDTH, 2 * WIDTH, 3, INIT).withStride(2),
                Layers.relu(),
                new GlobalAveragePool(),
                Dense.of(2 * WIDTH, 2 * WIDTH, INIT),
                Layers.relu(),
                Dense.of(2 * WIDTH, values, INIT)));
    }
}
