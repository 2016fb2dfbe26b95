package lab.obscura.benchmark;

import java.util.List;
import java.util.Optional;
import lab.obscura.engine.data.ImageShape;
import lab.obscura.engine.network.Backbone;
import lab.obscura.engine.network.Backbones;
import lab.obscura.engine.network.Bottleneck;
import lab.obscura.engine.network.Engine;
import lab.obscura.engine.network.Network;
import lab.obscura.engine.network.NetworkSpec;
import lab.obscura.engine.network.OptimizerStep;
import lab.obscura.engine.network.Pass;
import lab.obscura.engine.network.SplitSpec;
import lab.obscura.engine.network.Wanted;
import lab.obscura.engine.seed.Seeds;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/** One training step of both halves of vgg11-bn-sgm (cut 4, bottleneck C8) on random images: forward, cross entropy, backward, SGD. */
final class VggStep implements Runnable {

    private static final int CLASSES = 10;

    private final Network edge;
    private final Network tail;
    private final INDArray images;
    private final INDArray labels;
    private int step;

    private VggStep(Engine engine, SplitSpec split, int batch) {
        this.edge = engine.build(split.edge(), split.input(), Seeds.of(1));
        this.tail = engine.build(split.tail(), split.feature(), Seeds.of(2));
        this.images = RandomBatch.uniform(batch, split.input());
        this.labels = RandomBatch.oneHot(batch, CLASSES);
    }

    static VggStep of(Engine engine, int batch) {
        return new VggStep(engine, split(), batch);
    }

    static SplitSpec split() {
        var normalization =
                new NetworkSpec.ChannelAffine(List.of(0.4914, 0.4822, 0.4465), List.of(0.247, 0.243, 0.261));
        Backbone backbone = Backbones.find("vgg11-bn-sgm").orElseThrow();
        return backbone.split(new Backbone.Plan(
                new ImageShape(32, 32, 3), CLASSES, normalization, 1.0, 4, Optional.of(Bottleneck.of(8))));
    }

    @Override
    public void run() {
        var pass = Pass.train(Seeds.of(step++));
        INDArray feature = edge.forward(images, pass);
        INDArray logits = tail.forward(feature, pass);
        try (INDArray gradient = crossEntropyGradient(logits)) {
            INDArray featureGradient = tail.backward(gradient, Wanted.BOTH);
            edge.backward(featureGradient, Wanted.PARAMETERS);
        }
        var sgd = new OptimizerStep.Sgd(0.01, 0.9, 5e-4);
        tail.update(sgd);
        edge.update(sgd);
    }

    private INDArray crossEntropyGradient(INDArray logits) {
        long batch = logits.size(0);
        try (INDArray probabilities = Transforms.softmax(logits.reshape(batch, CLASSES), true)) {
            return probabilities.sub(labels).divi(batch).reshape(batch, 1, 1, CLASSES);
        }
    }
}
