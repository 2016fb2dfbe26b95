package lab.obscura.engine.attack;

import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.defense.Features;
import lab.obscura.engine.defense.Sent;
import lab.obscura.engine.network.FrozenNetwork;
import lab.obscura.engine.network.batch.Batch;
import lab.obscura.engine.network.spec.NetworkSpec;
import lab.obscura.engine.seed.Seeds;

/**
 * An encoder that an attacker has in its hands: answers f(u), and the gradient of a function of f(u) with respect to the pixels
 * u in [0, 1]. In EVAL mode; the gradient belongs to the latest answer.
 */
public final class WhiteBoxEncoder implements AutoCloseable {

    private final FrozenNetwork network;
    private final BiFunction<Features, Seeds, Sent> transforms;
    private UnaryOperator<float[]> backward = UnaryOperator.identity();

    /** @param transforms what the defense makes of clean features when a target sends them */
    public WhiteBoxEncoder(FrozenNetwork network, BiFunction<Features, Seeds, Sent> transforms) {
        this.network = network;
        this.transforms = transforms;
    }

    /** An encoder without transforms. */
    public WhiteBoxEncoder(FrozenNetwork network) {
        this(network, (clean, draw) -> Sent.added(clean.values()));
    }

    public ImageShape feature() {
        return network.output();
    }

    /** The layers that it begins with; its normalization is the first of them. */
    public NetworkSpec design() {
        return network.first();
    }

    /** Features before the defense's transforms. */
    public float[] clean(float[] images, int count) {
        backward = UnaryOperator.identity();
        return network.forward(images, count);
    }

    /** As {@link #clean(float[], int)} where the engine computes; handed over, and the answer is valid until the next one. */
    public Batch clean(Batch images) {
        backward = UnaryOperator.identity();
        return network.answer(images);
    }

    /** The gradient at the images, from the one at the latest clean answer; valid until the next answer. */
    public Batch gradient(Batch featureGradient) {
        return network.inputGradient(featureGradient);
    }

    /** Features with one draw of the defense's transforms. */
    public float[] sent(float[] images, int count, Seeds draw) {
        var clean = new Features(feature(), network.forward(images, count), network.input(), () -> images);
        Sent sent = transforms.apply(clean, draw);
        backward = sent.backward();
        return sent.values();
    }

    /** The gradient at the images, from the one at the latest answer. */
    public float[] gradient(float[] featureGradient) {
        return network.inputGradient(backward.apply(featureGradient));
    }

    @Override
    public void close() {
        network.close();
    }
}
