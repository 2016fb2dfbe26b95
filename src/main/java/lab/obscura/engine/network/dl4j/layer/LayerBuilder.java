package lab.obscura.engine.network.dl4j.layer;

import java.util.ArrayList;
import java.util.List;
import lab.obscura.engine.network.InitialState;
import lab.obscura.engine.network.spec.Composition.ResidualSum;
import lab.obscura.engine.network.spec.Composition.Sequence;
import lab.obscura.engine.network.spec.Convolutions.Convolution;
import lab.obscura.engine.network.spec.Convolutions.TransposedConvolution;
import lab.obscura.engine.network.spec.FullyConnected.Dense;
import lab.obscura.engine.network.spec.FullyConnected.SparseCoding;
import lab.obscura.engine.network.spec.NetworkSpec;
import lab.obscura.engine.network.spec.Normalizations.BatchNorm;
import lab.obscura.engine.network.spec.Normalizations.ChannelAffine;
import lab.obscura.engine.network.spec.Pointwise.Activation;
import lab.obscura.engine.network.spec.Pointwise.Dropout;
import lab.obscura.engine.network.spec.Pools.GlobalAveragePool;
import lab.obscura.engine.network.spec.Pools.MaxPool;
import lab.obscura.engine.network.spec.Reshaping.Flatten;

/** Builds layers from their description. */
public final class LayerBuilder {

    private final Construction from;

    public LayerBuilder(Construction from) {
        this.from = from;
    }

    public Layer build(NetworkSpec spec, String path) {
        if (spec instanceof Sequence sequence) {
            return sequence(sequence, path);
        } else if (spec instanceof ResidualSum sum) {
            Layer body = build(sum.body(), InitialState.child(path, 0));
            Layer shortcut = build(sum.shortcut(), InitialState.child(path, 1));
            return new ResidualSumLayer(body, shortcut, from);
        } else if (spec instanceof Convolution convolution) {
            return new ConvolutionLayer(convolution, path, from);
        } else if (spec instanceof TransposedConvolution convolution) {
            return new TransposedConvolutionLayer(convolution, path, from);
        } else if (spec instanceof BatchNorm norm) {
            return new BatchNormLayer(norm, path, from);
        } else if (spec instanceof Dense dense) {
            return new DenseLayer(dense, path, from);
        } else if (spec instanceof Dropout dropout) {
            return new DropoutLayer(dropout, path, from);
        }
        if (spec instanceof SparseCoding coding) {
            return new SparseCodingLayer(coding, path, from);
        }
        return withoutTensors(spec);
    }

    private Layer withoutTensors(NetworkSpec spec) {
        if (spec instanceof Activation activation) {
            return ActivationLayer.of(PointwiseFunction.of(activation.function()), from);
        } else if (spec instanceof MaxPool pool) {
            return new MaxPoolLayer(pool, from);
        } else if (spec instanceof GlobalAveragePool) {
            return new GlobalAveragePoolLayer(from);
        } else if (spec instanceof Flatten) {
            return new FlattenLayer(from);
        } else if (spec instanceof ChannelAffine affine) {
            return new ChannelAffineLayer(affine, from);
        }
        throw new IllegalArgumentException("The engine dl4j has no layer for " + spec);
    }

    private Layer sequence(Sequence sequence, String path) {
        List<Layer> layers = new ArrayList<>();
        boolean mayOverwrite = false;
        for (int i = 0; i < sequence.layers().size(); i++) {
            NetworkSpec spec = sequence.layers().get(i);
            Layer layer = mayOverwrite
                    ? following(spec, InitialState.child(path, i))
                    : build(spec, InitialState.child(path, i));
            layers.add(layer);
            mayOverwrite = layer.outputMayBeOverwritten();
        }
        return new SequenceLayer(layers, from);
    }

    /** A layer behind one whose output may be overwritten. */
    private Layer following(NetworkSpec spec, String path) {
        if (spec instanceof Activation activation) {
            var function = PointwiseFunction.of(activation.function());
            if (function.derivativeNeedsOnlyValue()) {
                return ActivationLayer.inPlace(function, from);
            }
        }
        return build(spec, path);
    }
}
