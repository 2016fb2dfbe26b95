package lab.obscura.engine.defense.cem;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lab.obscura.engine.defense.FeatureBatch;
import lab.obscura.engine.defense.PartState;
import lab.obscura.engine.defense.autograd.Graph;
import lab.obscura.engine.defense.autograd.LearnedParameters;
import lab.obscura.engine.defense.autograd.Matrix;
import lab.obscura.engine.defense.autograd.Node;
import lab.obscura.engine.defense.autograd.StoredAdam;
import lab.obscura.engine.defense.cem.bank.Bag;
import lab.obscura.engine.defense.cem.bank.Bags;

/** How a {@link Gate} learns: its own loss, which never is the penalty, and one step of StoredAdam. */
record GateLearning(Gate gate) {

    private static final StoredAdam ADAM = StoredAdam.of("gate/", 1e-3);
    private static final double CLASSIFIER = 0.1;
    private static final double FLOOR = 0.01;
    /** Where the gate looks for the largest variance, only the floor keeps it from a single sample. */
    private static final double ADVERSARIAL_FLOOR = 1;
    /** Attention may not be more concentrated than this share of the largest entropy. */
    private static final double LEAST_ENTROPY = 0.5;

    LearnedParameters parameters(FeatureBatch batch, PartState state) {
        return LearnedParameters.in(state, gate.initials(), batch.seeds());
    }

    /** The attention that the penalty takes as constant. */
    List<Gate.Attention> attention(Bags bags, FeatureBatch batch, PartState state) {
        return gate.attention(new Graph(), parameters(batch, state), bags);
    }

    /** One step on the gate's own loss; diagnostics by name. */
    Map<String, Double> learn(Bags bags, FeatureBatch batch, PartState state) {
        if (bags.bags().isEmpty()) {
            return Map.of();
        }
        var graph = new Graph();
        LearnedParameters parameters = parameters(batch, state);
        List<Gate.Attention> attention = gate.attention(graph, parameters, bags);
        var diagnostics = new LinkedHashMap<String, Double>();
        diagnostics.put("variance", variance(bags, attention));
        diagnostics.put("attentionEntropy", entropy(bags, attention));
        if (gate.mode() == Gate.Mode.AUXILIARY || gate.mode() == Gate.Mode.ADVERSARIAL) {
            Node loss = loss(graph, parameters, bags, attention);
            ADAM.step(parameters, graph.gradients(loss), state);
            diagnostics.put("gateLoss", loss.value().single());
        }
        return diagnostics;
    }

    /** Mean over the bags. */
    Node loss(Graph graph, LearnedParameters parameters, Bags bags, List<Gate.Attention> attention) {
        Node sum = graph.constant(Matrix.of(0));
        for (int b = 0; b < attention.size(); b++) {
            Bag bag = bags.bags().get(b);
            Node features = graph.constant(bags.featuresOf(bag));
            Node floor = shortOfEntropy(attention.get(b), bag);
            sum = sum.plus(
                    gate.mode() == Gate.Mode.ADVERSARIAL
                            ? logVariance(attention.get(b), features)
                                    .scaled(-CLASSIFIER)
                                    .plus(floor.scaled(ADVERSARIAL_FLOOR))
                            : classification(graph, parameters, attention.get(b), features, bag)
                                    .scaled(CLASSIFIER)
                                    .plus(floor.scaled(FLOOR)));
        }
        return sum.scaled(1.0 / attention.size());
    }

    private Node classification(
            Graph graph, LearnedParameters parameters, Gate.Attention attention, Node features, Bag bag) {
        int[] labels = new int[gate.heads()];
        Arrays.fill(labels, bag.label());
        return attention
                .weights()
                .transposed()
                .times(features)
                .times(parameters.on(graph, "gate/class.weight"))
                .plusRow(parameters.on(graph, "gate/class.bias"))
                .crossEntropy(labels);
    }

    /** Mean over the heads of relu(0.5 − H(a)/log n). */
    private static Node shortOfEntropy(Gate.Attention attention, Bag bag) {
        return relativeEntropy(attention.weights(), bag)
                .scaled(-1)
                .shifted(LEAST_ENTROPY)
                .relu()
                .columnMeans();
    }

    /** Heads × 1: the entropy of each head's attention, 1 when uniform. */
    private static Node relativeEntropy(Node weights, Bag bag) {
        Node terms = weights.multiplied(weights.shifted(Double.MIN_NORMAL).log());
        return terms.columnMeans().transposed().scaled(-bag.count() / Math.log(bag.count()));
    }

    /** Σ_k π_k log(v_k + γ), a function of the attention. Features are centered first: variances are small beside means. */
    private static Node logVariance(Gate.Attention attention, Node features) {
        Node centered = features.plusRow(features.columnMeans().scaled(-1));
        Node squares = centered.multiplied(centered).transposed().columnMeans(); // 1 × samples
        Node means = attention.weights().transposed().times(centered); // heads × size
        Node meanSquares = means.multiplied(means).transposed().columnMeans(); // 1 × heads
        Node spread = squares.times(attention.weights()).minus(meanSquares);
        Node weightSquares = attention.weights().multiplied(attention.weights()).columnMeans();
        Node lack =
                weightSquares.scaled(-features.rows()).shifted(1 - 0.1).relu().shifted(0.1);
        Node logarithm = spread.divided(lack).shifted(LogExcess.GAMMA).log();
        return attention.shares().multiplied(logarithm).sum();
    }

    private double variance(Bags bags, List<Gate.Attention> attention) {
        double sum = 0;
        for (int b = 0; b < attention.size(); b++) {
            for (int head = 0; head < gate.heads(); head++) {
                double[] weights = attention.get(b).weightsOf(head);
                FeatureMoments moments =
                        FeatureMoments.unbiased(bags, bags.bags().get(b), weights);
                sum += attention.get(b).share(head) * moments.variance() / attention.size();
            }
        }
        return sum;
    }

    private static double entropy(Bags bags, List<Gate.Attention> attention) {
        double sum = 0;
        for (int b = 0; b < attention.size(); b++) {
            Node entropy =
                    relativeEntropy(attention.get(b).weights(), bags.bags().get(b));
            sum += entropy.columnMeans().value().single() / attention.size();
        }
        return sum;
    }
}
