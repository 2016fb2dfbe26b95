package lab.obscura.engine.training;

import java.util.LinkedHashMap;
import java.util.Map;
import lab.obscura.engine.data.ImageShape;
import lab.obscura.engine.defense.Defense;
import lab.obscura.engine.network.Engine;
import lab.obscura.engine.network.HostArrays;
import lab.obscura.engine.network.Network;
import lab.obscura.engine.network.NetworkState;
import lab.obscura.engine.network.Pass;
import lab.obscura.engine.network.SplitSpec;
import lab.obscura.engine.network.Tensor;
import lab.obscura.engine.seed.Seeds;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A network cut in two, with the defense between its halves: edge | transmission | tail. */
public final class SplitNetwork implements AutoCloseable {

    private final SplitSpec spec;
    private final Network edge;
    private final Network tail;
    private final Defense defense;

    private SplitNetwork(SplitSpec spec, Network edge, Network tail, Defense defense) {
        this.spec = spec;
        this.edge = edge;
        this.tail = tail;
        this.defense = defense;
    }

    public static SplitNetwork build(Engine engine, SplitSpec spec, Defense defense, Seeds seeds) {
        Network edge = engine.build(spec.edge(), spec.input(), seeds.family("encoder.init"));
        Network tail = engine.build(spec.tail(), spec.feature(), seeds.family("tail.init"));
        return new SplitNetwork(spec, edge, tail, defense);
    }

    public SplitSpec spec() {
        return spec;
    }

    public Network edge() {
        return edge;
    }

    public Network tail() {
        return tail;
    }

    public Defense defense() {
        return defense;
    }

    /** Shape of what is sent. */
    public ImageShape feature() {
        return edge.output();
    }

    /**
     * Features in EVAL mode, before any transform.
     *
     * @param pixels images in [0, 1], {@code count} of them
     * @return count · feature values
     */
    public float[] cleanFeatures(float[] pixels, int count) {
        ImageShape image = spec.input();
        try (INDArray input = HostArrays.array(pixels, count, image.height(), image.width(), image.channels())) {
            return HostArrays.values(edge.forward(input, Pass.eval()));
        }
    }

    /** What is sent for these clean features: the transforms of the defense, drawn from these seeds. */
    public float[] sent(float[] clean, int count, Seeds seeds) {
        ImageShape feature = feature();
        try (INDArray input = HostArrays.array(clean, count, feature.height(), feature.width(), feature.channels());
                INDArray sent = defense.transmit(input, seeds)) {
            return HostArrays.values(sent);
        }
    }

    /** The cloud's answer in EVAL mode: count · classes logits. */
    public float[] logits(float[] sent, int count) {
        ImageShape feature = feature();
        try (INDArray input = HostArrays.array(sent, count, feature.height(), feature.width(), feature.channels())) {
            return HostArrays.values(tail.forward(input, Pass.eval()));
        }
    }

    /** Both halves as named tensors. */
    public Map<String, Tensor> state() {
        var tensors = new LinkedHashMap<String, Tensor>();
        edge.state().tensors().forEach((name, tensor) -> tensors.put("edge/" + name, tensor));
        tail.state().tensors().forEach((name, tensor) -> tensors.put("tail/" + name, tensor));
        return tensors;
    }

    /** Takes over what {@link #state()} returned. */
    public void load(Map<String, Tensor> state) {
        edge.load(new NetworkState(below("edge/", state)));
        tail.load(new NetworkState(below("tail/", state)));
    }

    /** The entries below a prefix, without it. */
    static Map<String, Tensor> below(String prefix, Map<String, Tensor> tensors) {
        var found = new LinkedHashMap<String, Tensor>();
        tensors.forEach((name, tensor) -> {
            if (name.startsWith(prefix)) {
                found.put(name.substring(prefix.length()), tensor);
            }
        });
        return found;
    }

    @Override
    public void close() {
        edge.close();
        tail.close();
    }
}
