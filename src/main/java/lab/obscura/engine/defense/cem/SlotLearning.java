package lab.obscura.engine.defense.cem;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import lab.obscura.engine.defense.FeatureBatch;
import lab.obscura.engine.defense.PartState;
import lab.obscura.engine.defense.autograd.Graph;
import lab.obscura.engine.defense.autograd.Initial;
import lab.obscura.engine.defense.autograd.LearnedParameters;
import lab.obscura.engine.defense.autograd.Matrix;
import lab.obscura.engine.defense.autograd.Node;
import lab.obscura.engine.defense.autograd.StoredAdam;
import lab.obscura.engine.defense.cem.bank.Bag;
import lab.obscura.engine.defense.cem.bank.Bags;
import lab.obscura.engine.seed.RandomStream;
import lab.obscura.engine.seed.Seeds;

/**
 * How {@link Slots} learn ({@code docs/methods/learned-surrogates.md#how-the-slots-learn}): they rebuild the features from the slots,
 * tell the class from the mean slot, and share the
 * samples evenly. The penalty never moves them.
 */
record SlotLearning(Slots slots, SlotAxis axis) {

    private static final String PREFIX = "slots/";
    private static final double RATE = 4e-4;
    private static final int LONGEST_WARM_UP = 1000;
    /** A short training must not end before its slots have begun to learn. */
    private static final int WARM_UP_SHARE = 20;

    private static final double CLASSIFIER = 0.1;
    private static final double BALANCE = 0.01;

    private List<Initial> initials() {
        Stream<Initial> readers = Stream.of(
                Initial.xavier("slots/rebuild.weight", Slots.WIDTH, slots.size()),
                Initial.zeros("slots/rebuild.bias", slots.size()),
                Initial.xavier("slots/class.weight", Slots.WIDTH, slots.classes()),
                Initial.zeros("slots/class.bias", slots.classes()));
        return Stream.concat(slots.initials().stream(), readers).toList();
    }

    private static StoredAdam adam(FeatureBatch batch) {
        return new StoredAdam(PREFIX, RATE, Math.min(LONGEST_WARM_UP, batch.steps() / WARM_UP_SHARE), 1);
    }

    LearnedParameters parameters(Seeds seeds, PartState state) {
        return LearnedParameters.in(state, initials(), seeds);
    }

    /** The components that the penalty takes as constant. */
    List<List<SlotComponent>> components(Bags bags, List<double[]> emphasis, FeatureBatch batch, PartState state) {
        var readings =
                slots.read(new Graph(), parameters(batch.seeds(), state), bags, conditions(emphasis, batch, state));
        return SlotComponent.of(bags, readings);
    }

    /** Without the noise of training. */
    List<List<SlotComponent>> components(Bags bags, Seeds seeds, PartState state) {
        var readings = slots.read(new Graph(), parameters(seeds, state), bags, Slots.Conditions.evaluation());
        return SlotComponent.of(bags, readings);
    }

    /** The numbers of a step are the same whether it is asked for the penalty or learns. */
    private static Slots.Conditions conditions(List<double[]> emphasis, FeatureBatch batch, PartState state) {
        RandomStream noise = batch.seeds().stream("slots.noise", adam(batch).steps(state));
        return new Slots.Conditions(Optional.of(noise), emphasis);
    }

    /** One step on the slots' own loss; diagnostics by name. */
    Map<String, Double> learn(Bags bags, List<double[]> emphasis, FeatureBatch batch, PartState state) {
        if (bags.bags().isEmpty()) {
            return Map.of();
        }
        var graph = new Graph();
        LearnedParameters parameters = parameters(batch.seeds(), state);
        var readings = slots.read(graph, parameters, bags, conditions(emphasis, batch, state));
        Node loss = loss(graph, parameters, bags, readings);
        adam(batch).step(parameters, graph.gradients(loss), state);
        var diagnostics = new LinkedHashMap<String, Double>();
        diagnostics.put("slotLoss", loss.value().single());
        diagnostics.put(
                "gate", parameters.on(graph, "slots/cross/alpha").tanh().value().single());
        ClassSlots classes = axis.classes(bags, SlotComponent.of(bags, readings));
        if (!classes.components().isEmpty()) {
            diagnostics.putAll(SlotDiagnostics.of(classes.bags(), classes.components(), batch, state));
        }
        return diagnostics;
    }

    /** Mean over the bags. */
    Node loss(Graph graph, LearnedParameters parameters, Bags bags, List<Slots.Reading> readings) {
        var terms = new ArrayList<Node>();
        for (int b = 0; b < readings.size(); b++) {
            Bag bag = bags.bags().get(b);
            Slots.Reading reading = readings.get(b);
            Node features = graph.constant(bags.featuresOf(bag));
            terms.add(rebuilding(graph, parameters, features, reading)
                    .plus(classification(graph, parameters, bag, reading).scaled(CLASSIFIER))
                    .plus(imbalance(reading).scaled(BALANCE)));
        }
        return terms.stream().reduce(graph.constant(Matrix.of(0)), Node::plus).scaled(1.0 / terms.size());
    }

    /** Mean over samples and values of the squared distance to what the slots say of them. */
    private static Node rebuilding(Graph graph, LearnedParameters parameters, Node features, Slots.Reading reading) {
        Node means = reading.slots()
                .times(parameters.on(graph, "slots/rebuild.weight"))
                .plusRow(parameters.on(graph, "slots/rebuild.bias"));
        Node distance = features.minus(reading.responsibilities().times(means));
        return distance.multiplied(distance).sum().scaled(1.0 / (features.rows() * features.columns()));
    }

    private static Node classification(Graph graph, LearnedParameters parameters, Bag bag, Slots.Reading reading) {
        return reading.slots()
                .columnMeans()
                .times(parameters.on(graph, "slots/class.weight"))
                .plusRow(parameters.on(graph, "slots/class.bias"))
                .crossEntropy(new int[] {bag.label()});
    }

    /** Σ_k π_k log(π_k K): 0 when all slots hold as much. */
    private static Node imbalance(Slots.Reading reading) {
        Node shares = reading.responsibilities().columnMeans();
        return shares.multiplied(shares.scaled(shares.columns()).log()).sum();
    }
}
