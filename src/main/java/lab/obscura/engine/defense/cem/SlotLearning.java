package lab.obscura.engine.defense.cem;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import lab.obscura.engine.defense.FeatureBatch;
import lab.obscura.engine.defense.PartState;
import lab.obscura.engine.defense.autograd.HostNode;
import lab.obscura.engine.defense.autograd.Initial;
import lab.obscura.engine.defense.autograd.Learned;
import lab.obscura.engine.defense.autograd.LearnedParameters;
import lab.obscura.engine.defense.autograd.StoredAdam;
import lab.obscura.engine.defense.cem.attention.BagSamples;
import lab.obscura.engine.defense.cem.attention.Slots;
import lab.obscura.engine.defense.cem.bank.Bags;
import lab.obscura.engine.defense.cem.bank.Together;
import lab.obscura.engine.network.graph.Graph;
import lab.obscura.engine.network.graph.Node;
import lab.obscura.engine.seed.RandomStream;
import lab.obscura.engine.seed.Seeds;

/**
 * How {@link Slots} learn ({@code docs/methods/learned-surrogates.md#how-the-slots-learn}): they rebuild the features from the slots,
 * tell the class from the mean slot, and share the
 * samples evenly. The penalty never moves them.
 */
record SlotLearning(Slots slots) {

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

    Learned learned(FeatureBatch batch) {
        return new Learned(adam(batch), initials(), batch.seeds());
    }

    LearnedParameters parameters(Seeds seeds, PartState state) {
        return LearnedParameters.in(state, initials(), seeds);
    }

    /** In Java and without the noise of training. */
    List<List<SlotComponent>> components(Bags bags, Seeds seeds, PartState state) {
        var readings = slots.read(BagSamples.of(parameters(seeds, state), bags), Slots.Conditions.evaluation());
        return SlotComponent.of(
                bags,
                readings.stream()
                        .map(reading -> HostNode.of(reading.responsibilities()).value())
                        .toList());
    }

    /** The numbers of a step are the same whether it is asked for the penalty or learns. */
    static Slots.Conditions conditions(List<Node> emphasis, FeatureBatch batch, PartState state) {
        RandomStream noise = batch.seeds().stream("slots.noise", adam(batch).steps(state));
        return new Slots.Conditions(Optional.of(noise), emphasis);
    }

    /** One step on the slots' own loss; diagnostics by name, read when somebody asks. */
    Supplier<Map<String, Double>> learn(SurrogateStep step, SlotAttention.Mode mode, PartState state) {
        if (mode != SlotAttention.Mode.LEARNED) {
            Map<String, Double> watched = watched(step, state);
            return () -> watched;
        }
        List<Slots.Reading> readings = step.readings();
        if (readings.isEmpty()) {
            return Map::of;
        }
        BagSamples samples = step.slotSamples();
        Node loss = loss(samples, readings);
        Node gate = samples.graph().parameter("slots/cross/alpha").tanh();
        step.site().step(learned(step.batch()), samples, loss);
        List<Supplier<double[]>> unread = step.site().unread(List.of(loss, gate));
        Map<String, Double> measured = watched(step, state);
        return () -> {
            var diagnostics = new LinkedHashMap<String, Double>();
            diagnostics.put("slotLoss", unread.get(0).get()[0]);
            diagnostics.put("gate", unread.get(1).get()[0]);
            diagnostics.putAll(measured);
            return diagnostics;
        };
    }

    /** Do the slots hold enough samples, and steadily? */
    private static Map<String, Double> watched(SurrogateStep step, PartState state) {
        Measured measured = step.measured();
        return measured.slots().isEmpty()
                ? Map.of()
                : SlotDiagnostics.of(measured.bags(), measured.slots(), step.batch(), state);
    }

    /** Mean over the bags. */
    Node loss(BagSamples samples, List<Slots.Reading> readings) {
        Graph graph = samples.graph();
        var terms = new ArrayList<Node>();
        for (int g = 0; g < readings.size(); g++) {
            Together bags = samples.groups().get(g);
            Slots.Reading reading = readings.get(g);
            Node features = samples.features().rowsAt(bags.rows());
            terms.add(rebuilding(graph, features, reading)
                    .plus(classification(graph, bags, reading).scaled(CLASSIFIER))
                    .plus(imbalance(reading).scaled(BALANCE))
                    .total());
        }
        return terms.stream()
                .reduce(graph.constant(1, 1, new double[1]), Node::plus)
                .scaled(1.0 / samples.bags());
    }

    /** Mean over samples and values of the squared distance to what the slots say of them. */
    private static Node rebuilding(Graph graph, Node features, Slots.Reading reading) {
        Node means = reading.slots()
                .times(graph.parameter("slots/rebuild.weight"))
                .plusRow(graph.parameter("slots/rebuild.bias"));
        Node distance = features.minus(reading.responsibilities().times(means));
        return distance.multiplied(distance).mean();
    }

    private static Node classification(Graph graph, Together bags, Slots.Reading reading) {
        return reading.slots()
                .columnMeans()
                .times(graph.parameter("slots/class.weight"))
                .plusRow(graph.parameter("slots/class.bias"))
                .crossEntropy(bags.labels());
    }

    /** Σ_k π_k log(π_k K): 0 when all slots hold as much. */
    private static Node imbalance(Slots.Reading reading) {
        Node shares = reading.responsibilities().columnMeans();
        return shares.multiplied(shares.scaled(shares.columns()).log()).sum();
    }
}
