package lab.obscura.engine.network.dl4j.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import lab.obscura.engine.network.LayerVocabulary;
import lab.obscura.engine.network.spec.Composition.Concatenation;
import lab.obscura.engine.network.spec.Composition.Product;
import lab.obscura.engine.network.spec.Convolutions.DepthwiseConvolution;
import lab.obscura.engine.network.spec.Convolutions.LocalCompetition;
import lab.obscura.engine.network.spec.Convolutions.TransposedConvolution;
import lab.obscura.engine.network.spec.FullyConnected.Dense;
import lab.obscura.engine.network.spec.FullyConnected.SparseCoding;
import lab.obscura.engine.network.spec.NetworkSpec;
import lab.obscura.engine.network.spec.Normalizations.GroupNorm;
import lab.obscura.engine.network.spec.Pointwise.GaussianSample;
import lab.obscura.engine.network.spec.Pools.ChannelPool;
import lab.obscura.engine.network.spec.Pools.GlobalAveragePool;
import lab.obscura.engine.network.spec.Pools.GlobalMaxPool;
import lab.obscura.engine.network.spec.Reshaping.Flatten;
import lab.obscura.engine.network.spec.Reshaping.Permutation;
import lab.obscura.engine.network.spec.Reshaping.Reshape;
import org.junit.jupiter.api.Test;

class LayerKindsTest {

    /** Edges rarely have them, or DL4J computes them otherwise; who adds a layer decides. */
    private static final List<Class<? extends NetworkSpec>> KEPT_HERE = List.of(
            TransposedConvolution.class,
            DepthwiseConvolution.class,
            LocalCompetition.class,
            Concatenation.class,
            Product.class,
            GroupNorm.class,
            GlobalMaxPool.class,
            ChannelPool.class,
            Permutation.class,
            Dense.class,
            SparseCoding.class,
            GaussianSample.class,
            GlobalAveragePool.class,
            Flatten.class,
            Reshape.class);

    @Test
    void theEngineHasEveryLayerOfTheVocabulary() {
        assertThat(LayerKinds.all().stream().<Class<? extends NetworkSpec>>map(LayerKind::type))
                .containsExactlyInAnyOrderElementsOf(LayerVocabulary.all());
    }

    @Test
    void whatAModelOfDl4jCannotHoldIsDecided() {
        assertThat(LayerKinds.all().stream()
                        .filter(kind -> !kind.isHandedOut())
                        .<Class<? extends NetworkSpec>>map(LayerKind::type))
                .containsExactlyInAnyOrderElementsOf(KEPT_HERE);
    }
}
