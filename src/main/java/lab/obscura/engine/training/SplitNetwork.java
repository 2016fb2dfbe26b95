package lab.obscura.engine.training;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.defense.Defense;
import lab.obscura.engine.defense.FeatureTransform.Moment;
import lab.obscura.engine.defense.Features;
import lab.obscura.engine.defense.LiveDefense;
import lab.obscura.engine.defense.PenaltyValue;
import lab.obscura.engine.defense.Taps;
import lab.obscura.engine.defense.Taps.Tap;
import lab.obscura.engine.network.Engine;
import lab.obscura.engine.network.InitialState;
import lab.obscura.engine.network.Network;
import lab.obscura.engine.network.NetworkChain;
import lab.obscura.engine.network.NetworkState;
import lab.obscura.engine.network.Pass;
import lab.obscura.engine.network.Tensor;
import lab.obscura.engine.network.Wanted;
import lab.obscura.engine.network.batch.Batch;
import lab.obscura.engine.network.batch.BatchWork;
import lab.obscura.engine.network.batch.PlacedSamples;
import lab.obscura.engine.network.batch.ResidentWork;
import lab.obscura.engine.network.spec.Composition.Sequence;
import lab.obscura.engine.network.spec.NetworkSpec;
import lab.obscura.engine.network.spec.Normalizations.ChannelAffine;
import lab.obscura.engine.network.spec.Segment;
import lab.obscura.engine.network.spec.Segment.Side;
import lab.obscura.engine.network.spec.SplitSpec;
import lab.obscura.engine.seed.Seeds;

/**
 * A network cut in two, with the defense between its halves: edge | transmission | tail. The defense may outlive it: an attacker
 * still asks when the network's memory is free again.
 */
public final class SplitNetwork implements AutoCloseable {

    private final Engine engine;
    private final BatchWork work;
    private final Network tail;
    private final LiveDefense defense;
    private final Runnable closeDefense;
    private SplitSpec spec;
    private Network edge;

    private SplitNetwork(
            Engine engine, SplitSpec spec, Network edge, Network tail, LiveDefense defense, Runnable closeDefense) {
        this.engine = engine;
        this.work = HostWork.orThatOf(engine);
        this.spec = spec;
        this.edge = edge;
        this.tail = tail;
        this.defense = defense;
        this.closeDefense = closeDefense;
    }

    /** With a defense that is closed together with the network. */
    public static SplitNetwork build(Engine engine, SplitSpec spec, Defense defense, Seeds seeds) {
        var live = new LiveDefense(defense, engine, seeds);
        return build(engine, spec, live, live::close, seeds);
    }

    /** With a defense that stays open. */
    public static SplitNetwork build(Engine engine, SplitSpec spec, LiveDefense defense, Seeds seeds) {
        return build(engine, spec, defense, () -> {}, seeds);
    }

    private static SplitNetwork build(
            Engine engine, SplitSpec spec, LiveDefense defense, Runnable closeDefense, Seeds seeds) {
        Set<String> taps = defense.defense().taps(spec);
        Network edge =
                half(engine, spec.edge(), spec.input(), spec.cuts(Side.EDGE, taps), seeds.family("encoder.init"));
        Network tail = half(engine, spec.tail(), spec.feature(), spec.cuts(Side.TAIL, taps), seeds.family("tail.init"));
        return new SplitNetwork(engine, spec, edge, tail, defense, closeDefense);
    }

    /** In one piece when nobody looks into it. */
    private static Network half(
            Engine engine, NetworkSpec layers, ImageShape input, Map<String, Integer> cuts, Seeds seeds) {
        return !cuts.isEmpty() && layers instanceof Sequence sequence
                ? NetworkChain.of(engine, sequence, input, cuts, seeds)
                : engine.build(layers, input, seeds);
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
        return defense.defense();
    }

    /** The defense with what its parts remember. */
    public LiveDefense live() {
        return defense;
    }

    /** What a step does with batches, where the engine of this network computes. */
    BatchWork work() {
        return work;
    }

    /** The same where batches stay with the engine; empty where that is the host. */
    Optional<ResidentWork> residentWork() {
        return engine.batchWork();
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
        try (Batch input = Batch.of(pixels, spec.input())) {
            return edge.forward(input, Pass.eval()).values();
        }
    }

    /** As {@link #cleanFeatures(float[], int)}, of images that lie where the engine has them. */
    float[] cleanFeatures(LabeledBatch batch) {
        try (Batch input = batch.images()) {
            return edge.forward(input, Pass.eval()).values();
        }
    }

    /**
     * As {@link #cleanFeatures(LabeledBatch)}, with the images that the features were made of, while both lie where the engine has them.
     *
     * @param work done while they do
     */
    void withFeatures(LabeledBatch batch, BiConsumer<Batch, Batch> work) {
        try (Batch input = batch.images()) {
            work.accept(input, edge.forward(input, Pass.eval()));
        }
    }

    /** As {@link #cleanFeatures(float[], int)}, together with the images. */
    public Features features(float[] pixels, int count) {
        return new Features(feature(), cleanFeatures(pixels, count), spec.input(), () -> pixels);
    }

    /** What is sent for these clean features at this moment: the transforms of the defense, drawn from these seeds. */
    public float[] sent(Features clean, Moment moment, Seeds seeds) {
        return defense.send(clean, moment, seeds).values();
    }

    /**
     * What came by in the edge's latest forward, of what parts look at.
     *
     * @param there the features where the engine computes, when that is not the host
     */
    Taps tapsOfEdge(Features clean, Optional<Batch> there) {
        var taps = inside(edge);
        if (taps().contains(SplitSpec.FEATURE)) {
            taps.put(SplitSpec.FEATURE, new Tap(feature(), clean.reading(), there));
        }
        return new Taps(taps);
    }

    /** What came by in the latest forward of both halves. */
    Taps taps(Features clean, Optional<Batch> there, Batch logits) {
        var taps = inside(tail);
        taps.putAll(tapsOfEdge(clean, there).byPlace());
        if (taps().contains(SplitSpec.LOGITS)) {
            taps.put(SplitSpec.LOGITS, tap(logits));
        }
        return new Taps(taps);
    }

    private Set<String> taps() {
        return defense().taps(spec);
    }

    private static Map<String, Tap> inside(Network half) {
        var taps = new LinkedHashMap<String, Tap>();
        if (half instanceof NetworkChain chain) {
            chain.seen().forEach((place, values) -> taps.put(place, tap(values)));
        }
        return taps;
    }

    private static Tap tap(Batch values) {
        return values.isOnHost()
                ? new Tap(values.shape(), values.values())
                : new Tap(values.shape(), values::values, Optional.of(values));
    }

    /** The way back through a half, with what a penalty pushes at its inner places. */
    Batch backward(Network half, Batch outputGradient, Wanted wanted, PenaltyValue penalty) {
        return half instanceof NetworkChain chain
                ? chain.backward(
                        outputGradient,
                        wanted,
                        (gradient, place) -> plus(
                                gradient,
                                penalty.atTaps().containsKey(place)
                                        ? List.of(penalty.atTaps().get(place))
                                        : List.of(),
                                penalty.residentAtTaps().getOrDefault(place, List.of())))
                : half.backward(outputGradient, wanted);
    }

    /**
     * Gradients at one place, added up.
     *
     * @param more on the host
     * @param resident where the engine computes
     * @return the first itself where there are no others; else the caller closes it
     */
    Batch plus(Batch first, List<float[]> more, List<Batch> resident) {
        Batch sum = more.isEmpty() ? first : work.plus(first, more);
        for (Batch gradient : resident) {
            Batch next = work.sum(sum, gradient);
            if (sum != first) {
                sum.close();
            }
            sum = next;
        }
        return sum;
    }

    /** Pixels as the first layer of the edge leaves them; as they are when it normalizes nothing. */
    float[] normalized(float[] pixels) {
        return normalization().map(affine -> normalized(pixels, affine)).orElse(pixels);
    }

    private static float[] normalized(float[] pixels, ChannelAffine affine) {
        int channels = affine.shift().size();
        float[] result = new float[pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            int c = i % channels;
            result[i] = (float)
                    ((pixels[i] - affine.shift().get(c)) / affine.scale().get(c));
        }
        return result;
    }

    /** The same of images where the engine keeps them. */
    PlacedSamples normalized(Batch images) {
        return normalization()
                .map(affine -> new PlacedSamples(images, affine.shift(), affine.scale()))
                .orElseGet(() -> PlacedSamples.of(images));
    }

    private Optional<ChannelAffine> normalization() {
        return spec.edge() instanceof Sequence edgeLayers && edgeLayers.layers().get(0) instanceof ChannelAffine affine
                ? Optional.of(affine)
                : Optional.empty();
    }

    /** The cloud's answer in EVAL mode: count · classes logits. */
    public float[] logits(float[] sent, int count) {
        try (Batch input = Batch.of(sent, feature())) {
            return tail.forward(input, Pass.eval()).values();
        }
    }

    /** Both halves and what the parts of the defense remember, as named tensors. */
    public Map<String, Tensor> state() {
        return together(edge.state(), tail.state());
    }

    /** As {@link #state()}, without the moments of both halves: what they are worth does not depend on them. */
    Map<String, Tensor> learned() {
        return together(edge.state().learned(), tail.state().learned());
    }

    private Map<String, Tensor> together(NetworkState edgeState, NetworkState tailState) {
        var tensors = new LinkedHashMap<String, Tensor>();
        edgeState.tensors().forEach((name, tensor) -> tensors.put("edge/" + name, tensor));
        tailState.tensors().forEach((name, tensor) -> tensors.put("tail/" + name, tensor));
        defense.tensors().forEach((name, tensor) -> tensors.put("part/" + name, tensor));
        return tensors;
    }

    /** Takes over what {@link #state()} returned. */
    public void load(Map<String, Tensor> state) {
        edge.load(new NetworkState(below("edge/", state)));
        tail.load(new NetworkState(below("tail/", state)));
        defense.load(below("part/", state));
    }

    /** As {@link #load}, from a network whose edge may have become another one since it was built. */
    public void load(NetworkSpec learnedEdge, Map<String, Tensor> state) {
        if (!learnedEdge.equals(spec.edge())) {
            changeEdge(learnedEdge, below("edge/", state));
        }
        load(state);
    }

    /**
     * A copy of this network with the cut at another place: the same layers, every one with what it has learned, the moments of its
     * optimizer included. The defense is this network's own, which somebody else closes.
     *
     * @throws IllegalArgumentException when the other network has other layers
     */
    public SplitNetwork cutAnew(SplitSpec other) {
        if (!LayerStates.kinds(spec).equals(LayerStates.kinds(other))) {
            throw new IllegalArgumentException(
                    "The network that is cut elsewhere has other layers than the trained one");
        }
        var learned = new ArrayList<Map<String, Tensor>>();
        learned.addAll(LayerStates.layerByLayer(edge, spec.edge()));
        learned.addAll(LayerStates.layerByLayer(tail, spec.tail()));
        // Its initial weights are replaced at once.
        SplitNetwork copy = build(engine, other, defense, () -> {}, new Seeds(0));
        int cut = (int) LayerStates.places(other.edge()).count();
        copy.edge.load(LayerStates.inPlace(learned.subList(0, cut), other.edge()));
        copy.tail.load(LayerStates.inPlace(learned.subList(cut, learned.size()), other.tail()));
        return copy;
    }

    /** Replaces the edge by another one for the same feature; the old one is closed. */
    void changeEdge(NetworkSpec layers, Map<String, Tensor> tensors) {
        SplitSpec changed = spec.withEdge(layers);
        if (!changed.feature().equals(spec.feature())) {
            throw new IllegalArgumentException(
                    "The changed edge sends " + changed.feature() + ", the cloud takes " + spec.feature());
        }
        var cuts = changed.cuts(Side.EDGE, defense().taps(changed));
        // Its initial weights are replaced at once.
        Network next = half(engine, layers, spec.input(), cuts, new Seeds(0));
        next.load(new NetworkState(tensors));
        edge.close();
        edge = next;
        spec = changed;
    }

    /**
     * Begins where a network of the same layers ended that learned another task: every parameter and statistic but those of the last
     * dense layer, whose outputs are other classes there.
     */
    public void learnFrom(SplitNetwork expert) {
        edge.load(taken(edge, expert.edge, name -> false));
        List<NetworkSpec> layers = new Segment(Side.TAIL, SplitSpec.LOGITS, spec.tail()).list();
        int last = layers.size() - 1;
        while (layers.get(last).parameterCount() == 0) {
            last--;
        }
        String head = InitialState.child("", last) + ".";
        tail.load(taken(tail, expert.tail, name -> layers.size() == 1 || name.startsWith(head)));
    }

    private static NetworkState taken(Network own, Network expert, Predicate<String> stays) {
        var tensors = new LinkedHashMap<>(own.state().learned().tensors());
        Map<String, Tensor> learned = expert.state().learned().tensors();
        tensors.replaceAll((name, tensor) -> stays.test(name) ? tensor : learned.get(name));
        return new NetworkState(tensors);
    }

    /** Both halves start with a new optimizer. */
    void forgetMoments() {
        for (Network half : List.of(edge, tail)) {
            half.load(half.state().learned());
        }
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
        closeDefense.run();
    }
}
