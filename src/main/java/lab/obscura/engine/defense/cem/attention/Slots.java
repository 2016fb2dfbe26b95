package lab.obscura.engine.defense.cem.attention;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import lab.obscura.engine.defense.autograd.Initial;
import lab.obscura.engine.defense.cem.bank.Together;
import lab.obscura.engine.network.graph.Graph;
import lab.obscura.engine.network.graph.Node;
import lab.obscura.engine.seed.RandomStream;

/**
 * Slot attention over the samples of a class (Locatello et al. 2020), then a gated cross-attention in which the samples read the
 * slots (Alayrac et al. 2022): from both, how much each slot is responsible for each sample. {@code
 * docs/methods/learned-surrogates.md#slot-attention}.
 *
 * @param size values of a feature
 * @param slots K
 * @param iterations of the competition
 * @param classEmbedding whether each class moves the first slots by a learned vector
 * @param truncated whether the gradient only goes through the last iteration
 */
public record Slots(int size, int classes, int slots, int iterations, boolean classEmbedding, boolean truncated) {

    public static final int WIDTH = 64;
    private static final double FIRST_DEVIATION = 0.1;

    private static final CrossAttention CROSS = new CrossAttention("slots/cross/", WIDTH);

    /** Square maps without bias. */
    private static final List<String> SQUARE = List.of(
            "query",
            "key",
            "value",
            "gru/reset.input",
            "gru/reset.state",
            "gru/keep.input",
            "gru/keep.state",
            "gru/candidate.input",
            "gru/candidate.state");

    /**
     * What bags came to.
     *
     * @param slots K × width, after the last iteration
     * @param responsibilities samples × K; each row adds up to one
     */
    public record Reading(Node slots, Node responsibilities) {}

    /**
     * What a reading depends on beside the features.
     *
     * @param noise that moves the first slots, K × width per bag; empty at evaluation
     * @param emphasis of each group of bags, how much each sample counts in the competition, samples × 1; empty when all count alike
     */
    public record Conditions(Optional<RandomStream> noise, List<Node> emphasis) {

        public static Conditions evaluation() {
            return new Conditions(Optional.empty(), List.of());
        }
    }

    public List<Initial> initials() {
        var initials = new ArrayList<Initial>();
        initials.add(Initial.xavier("slots/token.weight", size, WIDTH));
        initials.add(Initial.zeros("slots/token.bias", WIDTH));
        initials.add(Initial.xavier("slots/mean", slots, WIDTH));
        initials.add(Initial.constant("slots/logDeviation", WIDTH, Math.log(FIRST_DEVIATION)));
        if (classEmbedding) {
            initials.add(Initial.xavier("slots/class.embedding", classes, WIDTH));
        }
        SQUARE.forEach(name -> initials.add(Initial.xavier("slots/" + name, WIDTH, WIDTH)));
        Stream.of("reset", "keep", "candidate.input", "candidate.state")
                .forEach(name -> initials.add(Initial.zeros("slots/gru/" + name + ".bias", WIDTH)));
        initials.add(Initial.xavier("slots/mlp/0.weight", WIDTH, 2 * WIDTH));
        initials.add(Initial.zeros("slots/mlp/0.bias", 2 * WIDTH));
        initials.add(Initial.xavier("slots/mlp/1.weight", 2 * WIDTH, WIDTH));
        initials.add(Initial.zeros("slots/mlp/1.bias", WIDTH));
        initials.addAll(CROSS.initials());
        return initials;
    }

    /** Reads every bag; the readings come in the order of the groups. */
    public List<Reading> read(BagSamples samples, Conditions conditions) {
        var run = new Run(samples.graph());
        Node tokens = samples.features()
                .times(run.get("token.weight"))
                .plusRow(run.get("token.bias"))
                .normalizedRows();
        Node keys = tokens.times(run.get("key"));
        Node values = tokens.times(run.get("value"));
        var readings = new ArrayList<Reading>();
        for (int g = 0; g < samples.groups().size(); g++) {
            Together bags = samples.groups().get(g);
            Node first = run.first(bags, conditions.noise());
            Optional<Node> emphasis = conditions.emphasis().isEmpty()
                    ? Optional.empty()
                    : Optional.of(conditions.emphasis().get(g));
            Node found = run.compete(first, keys.rowsAt(bags.rows()), values.rowsAt(bags.rows()), emphasis);
            Node seen = run.crossAttention(tokens.rowsAt(bags.rows()), found);
            Node responsibilities = run.competition(seen.normalizedRows().times(run.get("key")), found);
            readings.add(new Reading(found, responsibilities));
        }
        return readings;
    }

    /**
     * Slots that have not specialized at all: each holds as much of every sample.
     *
     * @param emphasis as in the conditions
     * @return responsibilities in the order of the groups
     */
    public List<Node> alike(BagSamples samples, List<Node> emphasis) {
        var responsibilities = new ArrayList<Node>();
        for (int g = 0; g < samples.groups().size(); g++) {
            Together bags = samples.groups().get(g);
            Node counts = emphasis.isEmpty() ? ones(samples.graph(), bags) : emphasis.get(g);
            responsibilities.add(samples.graph().beside(Collections.nCopies(slots, counts.dividedBy(slots))));
        }
        return responsibilities;
    }

    private static Node ones(Graph graph, Together bags) {
        List<double[]> ones = Arrays.stream(bags.counts())
                .mapToObj(count ->
                        DoubleStream.generate(() -> 1).limit((long) count).toArray())
                .toList();
        return graph.constants(1, ones);
    }

    /** One graph's worth of it. */
    private final class Run {

        private static final double EPSILON = 1e-8;

        private final Graph graph;

        Run(Graph graph) {
            this.graph = graph;
        }

        Node get(String name) {
            return graph.parameter("slots/" + name);
        }

        Node first(Together bags, Optional<RandomStream> noise) {
            Node first = get("mean");
            if (classEmbedding) {
                List<int[]> labels = Arrays.stream(bags.labels())
                        .mapToObj(label -> new int[] {label})
                        .toList();
                first = first.plusRow(get("class.embedding").rowsAt(labels));
            }
            if (noise.isEmpty()) {
                return first;
            }
            List<double[]> normal = Stream.generate(() -> normal(noise.get()))
                    .limit(bags.size())
                    .toList();
            return first.plus(
                    graph.constants(WIDTH, normal).timesRow(get("logDeviation").exp()));
        }

        private double[] normal(RandomStream noise) {
            double[] normal = new double[slots * WIDTH];
            Arrays.setAll(normal, i -> noise.nextGaussian());
            return normal;
        }

        /** The slots compete for the samples, again and again. */
        Node compete(Node first, Node keys, Node values, Optional<Node> emphasis) {
            Node current = first;
            for (int t = 0; t < iterations; t++) {
                if (truncated && t == iterations - 1) {
                    current = current.detached();
                }
                Node held = competition(keys, current).shifted(EPSILON);
                Node counted = emphasis.map(held::timesColumn).orElse(held);
                Node means = counted.columnShares(0).transposed().times(values);
                current = recurrent(means, current);
                current = current.plus(perceptron(current.normalizedRows()));
            }
            return current;
        }

        /** Per sample, softmax over the slots of key · query / √width. */
        Node competition(Node keys, Node current) {
            Node queries = current.normalizedRows().times(get("query"));
            return keys.times(queries.transposed()).scaled(1 / Math.sqrt(WIDTH)).softmaxRows();
        }

        /** Gated recurrent unit. */
        private Node recurrent(Node input, Node state) {
            Node reset = both("reset", input, state).sigmoid();
            Node keep = both("keep", input, state).sigmoid();
            Node fromState = state.times(get("gru/candidate.state")).plusRow(get("gru/candidate.state.bias"));
            Node candidate = input.times(get("gru/candidate.input"))
                    .plusRow(get("gru/candidate.input.bias"))
                    .plus(reset.multiplied(fromState))
                    .tanh();
            return candidate.plus(keep.multiplied(state.minus(candidate)));
        }

        private Node both(String gate, Node input, Node state) {
            return input.times(get("gru/" + gate + ".input"))
                    .plus(state.times(get("gru/" + gate + ".state")))
                    .plusRow(get("gru/" + gate + ".bias"));
        }

        private Node perceptron(Node input) {
            return input.times(get("mlp/0.weight"))
                    .plusRow(get("mlp/0.bias"))
                    .relu()
                    .times(get("mlp/1.weight"))
                    .plusRow(get("mlp/1.bias"));
        }

        Node crossAttention(Node tokens, Node found) {
            return CROSS.of(graph, tokens, found);
        }
    }
}
