package lab.obscura.engine.defense.cem;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import lab.obscura.engine.defense.FeatureBatch;
import lab.obscura.engine.defense.autograd.Learned;
import lab.obscura.engine.defense.autograd.StoredAdam;
import lab.obscura.engine.defense.cem.attention.BagSamples;
import lab.obscura.engine.defense.cem.attention.Gate;
import lab.obscura.engine.defense.cem.bank.Together;
import lab.obscura.engine.defense.cem.moments.LogExcess;
import lab.obscura.engine.network.graph.Graph;
import lab.obscura.engine.network.graph.Node;

/** How a {@link Gate} learns: its own loss, which never is the penalty, and one step of StoredAdam. */
record GateLearning(Gate gate) {

    private static final StoredAdam ADAM = StoredAdam.of("gate/", 1e-3);
    private static final double CLASSIFIER = 0.1;
    private static final double FLOOR = 0.01;
    /** Where the gate looks for the largest variance, only the floor keeps it from a single sample. */
    private static final double ADVERSARIAL_FLOOR = 1;
    /** Attention may not be more concentrated than this share of the largest entropy. */
    private static final double LEAST_ENTROPY = 0.5;

    Learned learned(FeatureBatch batch) {
        return new Learned(ADAM, gate.initials(), batch.seeds());
    }

    /** One step on the gate's own loss; diagnostics by name, read when somebody asks. */
    Supplier<Map<String, Double>> learn(SurrogateStep step) {
        List<Gate.Attention> attention = step.attention();
        if (attention.isEmpty()) {
            return Map::of;
        }
        BagSamples samples = step.gateSamples();
        var numbers = new ArrayList<Node>();
        for (int g = 0; g < attention.size(); g++) {
            numbers.add(
                    relativeEntropy(attention.get(g).weights(), samples.groups().get(g))
                            .columnMeans());
        }
        boolean learns = gate.mode() == Gate.Mode.AUXILIARY || gate.mode() == Gate.Mode.ADVERSARIAL;
        if (learns) {
            Node loss = loss(samples, attention);
            step.site().step(learned(step.batch()), samples, loss);
            numbers.add(loss);
        }
        double variance = variance(step.measured().gated());
        List<Supplier<double[]>> unread = step.site().unread(numbers);
        return () -> {
            var diagnostics = new LinkedHashMap<String, Double>();
            diagnostics.put("variance", variance);
            diagnostics.put("attentionEntropy", entropy(unread.subList(0, attention.size()), samples.bags()));
            if (learns) {
                diagnostics.put("gateLoss", unread.get(attention.size()).get()[0]);
            }
            return diagnostics;
        };
    }

    /** Mean over the bags. */
    Node loss(BagSamples samples, List<Gate.Attention> attention) {
        Graph graph = samples.graph();
        Node sum = graph.constant(1, 1, new double[1]);
        for (int g = 0; g < attention.size(); g++) {
            Together bags = samples.groups().get(g);
            Node features = samples.features().rowsAt(bags.rows());
            Node floor = shortOfEntropy(attention.get(g), bags);
            Node ofBags = gate.mode() == Gate.Mode.ADVERSARIAL
                    ? logVariance(attention.get(g), features, bags)
                            .scaled(-CLASSIFIER)
                            .plus(floor.scaled(ADVERSARIAL_FLOOR))
                    : classification(graph, attention.get(g), features, bags)
                            .scaled(CLASSIFIER)
                            .plus(floor.scaled(FLOOR));
            sum = sum.plus(ofBags.total());
        }
        return sum.scaled(1.0 / samples.bags());
    }

    private static Node classification(Graph graph, Gate.Attention attention, Node features, Together bags) {
        return attention
                .weights()
                .transposed()
                .times(features)
                .times(graph.parameter("gate/class.weight"))
                .plusRow(graph.parameter("gate/class.bias"))
                .crossEntropy(bags.labels());
    }

    /** Mean over the heads of relu(0.5 − H(a)/log n). */
    private static Node shortOfEntropy(Gate.Attention attention, Together bags) {
        return relativeEntropy(attention.weights(), bags)
                .scaled(-1)
                .shifted(LEAST_ENTROPY)
                .relu()
                .columnMeans();
    }

    /** Heads × 1: the entropy of each head's attention, 1 when uniform. */
    private static Node relativeEntropy(Node weights, Together bags) {
        Node terms = weights.multiplied(weights.shifted(Double.MIN_NORMAL).log());
        return terms.columnMeans().transposed().scaledEach(bags.each(count -> -count / Math.log(count)));
    }

    /** Σ_k π_k log(v_k + γ), a function of the attention. Features are centered first: variances are small beside means. */
    private static Node logVariance(Gate.Attention attention, Node features, Together bags) {
        Node centered = features.plusRow(features.columnMeans().scaled(-1));
        Node squares = centered.multiplied(centered).transposed().columnMeans(); // 1 × samples
        Node means = attention.weights().transposed().times(centered); // heads × size
        Node meanSquares = means.multiplied(means).transposed().columnMeans(); // 1 × heads
        Node spread = squares.times(attention.weights()).minus(meanSquares);
        Node weightSquares = attention.weights().multiplied(attention.weights()).columnMeans();
        Node lack = weightSquares
                .scaledEach(bags.each(count -> -count))
                .shifted(1 - 0.1)
                .relu()
                .shifted(0.1);
        Node logarithm = spread.divided(lack).shifted(LogExcess.GAMMA).log();
        return logarithm.multiplied(attention.shares()).sum();
    }

    private static double variance(List<Measured.Gated> bags) {
        double sum = 0;
        for (Measured.Gated bag : bags) {
            for (int head = 0; head < bag.shares().length; head++) {
                sum += bag.shares()[head] * bag.moments().get(head).variance() / bags.size();
            }
        }
        return sum;
    }

    private static double entropy(List<Supplier<double[]>> ofGroups, int bags) {
        double sum = 0;
        for (Supplier<double[]> ofGroup : ofGroups) {
            for (double entropy : ofGroup.get()) {
                sum += entropy / bags;
            }
        }
        return sum;
    }
}
