package lab.obscura.engine.network.dl4j.layer;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import lab.obscura.engine.network.dl4j.build.Construction;
import lab.obscura.engine.network.dl4j.build.Layer;
import lab.obscura.engine.network.dl4j.composite.ConcatenationLayer;
import lab.obscura.engine.network.dl4j.composite.ProductLayer;
import lab.obscura.engine.network.dl4j.composite.ResidualSumLayer;
import lab.obscura.engine.network.dl4j.composite.SequenceLayer;
import lab.obscura.engine.network.dl4j.export.ModelGraph;
import lab.obscura.engine.network.dl4j.export.StockLayers;
import lab.obscura.engine.network.spec.Composition.Concatenation;
import lab.obscura.engine.network.spec.Composition.Product;
import lab.obscura.engine.network.spec.Composition.ResidualSum;
import lab.obscura.engine.network.spec.Composition.Sequence;
import lab.obscura.engine.network.spec.Convolutions.Convolution;
import lab.obscura.engine.network.spec.Convolutions.DepthwiseConvolution;
import lab.obscura.engine.network.spec.Convolutions.LocalCompetition;
import lab.obscura.engine.network.spec.Convolutions.TransposedConvolution;
import lab.obscura.engine.network.spec.FullyConnected.Dense;
import lab.obscura.engine.network.spec.FullyConnected.SparseCoding;
import lab.obscura.engine.network.spec.NetworkSpec;
import lab.obscura.engine.network.spec.Normalizations.BatchNorm;
import lab.obscura.engine.network.spec.Normalizations.ChannelAffine;
import lab.obscura.engine.network.spec.Normalizations.GroupNorm;
import lab.obscura.engine.network.spec.Pointwise.Activation;
import lab.obscura.engine.network.spec.Pointwise.Dropout;
import lab.obscura.engine.network.spec.Pointwise.GaussianSample;
import lab.obscura.engine.network.spec.Pools.ChannelPool;
import lab.obscura.engine.network.spec.Pools.GlobalAveragePool;
import lab.obscura.engine.network.spec.Pools.GlobalMaxPool;
import lab.obscura.engine.network.spec.Pools.MaxPool;
import lab.obscura.engine.network.spec.Reshaping.Flatten;
import lab.obscura.engine.network.spec.Reshaping.Permutation;
import lab.obscura.engine.network.spec.Reshaping.Reshape;

/** Every kind of layer, what this engine makes of it and what DL4J calls it: the one place that is asked which layer it is. */
public final class LayerKinds {

    private static final Map<Class<? extends NetworkSpec>, LayerKind> BY_TYPE = List.of(
                    LayerKind.of(Sequence.class, SequenceLayer::of, StockLayers::append),
                    LayerKind.of(ResidualSum.class, ResidualSumLayer::new, StockLayers::append),
                    LayerKind.keptHere(Concatenation.class, ConcatenationLayer::new),
                    LayerKind.keptHere(Product.class, ProductLayer::new),
                    LayerKind.of(Convolution.class, ConvolutionLayer::new, StockLayers::append),
                    LayerKind.keptHere(TransposedConvolution.class, TransposedConvolutionLayer::new),
                    LayerKind.keptHere(DepthwiseConvolution.class, DepthwiseConvolutionLayer::new),
                    LayerKind.keptHere(LocalCompetition.class, LocalCompetitionLayer::new),
                    LayerKind.of(BatchNorm.class, BatchNormLayer::new, StockLayers::append),
                    LayerKind.keptHere(GroupNorm.class, GroupNormLayer::new),
                    LayerKind.of(ChannelAffine.class, ChannelAffineLayer::new, StockLayers::append),
                    LayerKind.keptHere(Dense.class, DenseLayer::new),
                    LayerKind.keptHere(SparseCoding.class, SparseCodingLayer::new),
                    LayerKind.of(Activation.class, ActivationLayer::new, StockLayers::append),
                    LayerKind.of(Dropout.class, DropoutLayer::new, StockLayers::leaveOut),
                    LayerKind.keptHere(GaussianSample.class, GaussianSampleLayer::new),
                    LayerKind.of(MaxPool.class, MaxPoolLayer::new, StockLayers::append),
                    LayerKind.keptHere(GlobalAveragePool.class, GlobalAveragePoolLayer::new),
                    LayerKind.keptHere(GlobalMaxPool.class, GlobalMaxPoolLayer::new),
                    LayerKind.keptHere(ChannelPool.class, ChannelPoolLayer::new),
                    LayerKind.keptHere(Flatten.class, FlattenLayer::new),
                    LayerKind.keptHere(Reshape.class, ReshapeLayer::new),
                    LayerKind.keptHere(Permutation.class, PermutationLayer::new))
            .stream()
            .collect(Collectors.toUnmodifiableMap(LayerKind::type, Function.identity()));

    private LayerKinds() {}

    static Collection<LayerKind> all() {
        return BY_TYPE.values();
    }

    /** The layer of a description. */
    public static Layer build(NetworkSpec spec, String path, Construction from) {
        return of(spec).builder().build(spec, path, from);
    }

    /**
     * Appends a layer to a model of DL4J.
     *
     * @throws IllegalArgumentException when DL4J has no such layer; the message names it
     */
    public static void export(NetworkSpec spec, String path, ModelGraph model) {
        of(spec).export().append(spec, path, model);
    }

    private static LayerKind of(NetworkSpec spec) {
        LayerKind kind = BY_TYPE.get(spec.getClass());
        if (kind == null) {
            throw new IllegalArgumentException("The engine dl4j has no layer for " + spec);
        }
        return kind;
    }
}
