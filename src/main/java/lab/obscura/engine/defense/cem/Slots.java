package lab.obscura.engine.defense.cem;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lab.obscura.engine.defense.autograd.Graph;
import lab.obscura.engine.defense.autograd.Initial;
import lab.obscura.engine.defense.autograd.LearnedParameters;
import lab.obscura.engine.defense.autograd.Matrix;
import lab.obscura.engine.defense.autograd.Node;
import lab.obscura.engine.defense.cem.bank.Bags;
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
record Slots(int size, int classes, int slots, int iterations, boolean classEmbedding, boolean truncated) {

    static final int WIDTH = 64;
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
     * What a bag came to.
     *
     * @param slots K × width, after the last iteration
     * @param responsibilities samples × K; each row adds up to one
     */
    record Reading(Node slots, Node responsibilities) {}

    /**
     * What a reading depends on beside the features.
     *
     * @param noise that moves the first slots, K × width per bag; empty at evaluation
     * @param emphasis per bag, how much each sample counts in the competition; empty when all count alike
     */
    record Conditions(Optional<RandomStream> noise, List<double[]> emphasis) {

        static Conditions evaluation() {
            return new Conditions(Optional.empty(), List.of());
        }
    }

    List<Initial> initials() {
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

    /** Reads every bag; the readings come in the order of the bags. */
    List<Reading> read(Graph graph, LearnedParameters parameters, Bags bags, Conditions conditions) {
        var run = new Run(graph, parameters);
        Node tokens = graph.constant(bags.features())
                .times(run.get("token.weight"))
                .plusRow(run.get("token.bias"))
                .normalizedRows();
        Node keys = tokens.times(run.get("key"));
        Node values = tokens.times(run.get("value"));
        var readings = new ArrayList<Reading>();
        for (int b = 0; b < bags.bags().size(); b++) {
            int[] rows = bags.bags().get(b).rows();
            Node first = run.first(bags.bags().get(b).label(), conditions.noise());
            Node counts = run.emphasis(rows.length, conditions.emphasis(), b);
            Node found = run.compete(first, keys.rowsAt(rows), values.rowsAt(rows), counts);
            Node seen = run.crossAttention(tokens.rowsAt(rows), found);
            Node responsibilities = run.competition(seen.normalizedRows().times(run.get("key")), found);
            readings.add(new Reading(found, responsibilities));
        }
        return readings;
    }

    /** One graph's worth of it. */
    private final class Run {

        private static final double EPSILON = 1e-8;

        private final Graph graph;
        private final LearnedParameters parameters;

        Run(Graph graph, LearnedParameters parameters) {
            this.graph = graph;
            this.parameters = parameters;
        }

        Node get(String name) {
            return parameters.on(graph, "slots/" + name);
        }

        Node first(int label, Optional<RandomStream> noise) {
            Node first = get("mean");
            if (classEmbedding) {
                first = first.plusRow(get("class.embedding").rowsAt(new int[] {label}));
            }
            if (noise.isEmpty()) {
                return first;
            }
            Matrix normal = Matrix.zeros(slots, WIDTH);
            for (int i = 0; i < normal.values().length; i++) {
                normal.values()[i] = noise.get().nextGaussian();
            }
            Node deviations = graph.constant(Matrix.zeros(slots, WIDTH))
                    .plusRow(get("logDeviation").exp());
            return first.plus(deviations.multiplied(graph.constant(normal)));
        }

        /** Samples × K. */
        Node emphasis(int samples, List<double[]> emphasis, int bag) {
            Matrix counts = Matrix.zeros(samples, slots);
            for (int i = 0; i < samples; i++) {
                for (int k = 0; k < slots; k++) {
                    counts.values()[i * slots + k] = emphasis.isEmpty() ? 1 : emphasis.get(bag)[i];
                }
            }
            return graph.constant(counts);
        }

        /** The slots compete for the samples, again and again. */
        Node compete(Node first, Node keys, Node values, Node emphasis) {
            Node current = first;
            for (int t = 0; t < iterations; t++) {
                if (truncated && t == iterations - 1) {
                    current = current.detached();
                }
                Node competition = competition(keys, current);
                Node means = competition
                        .shifted(EPSILON)
                        .multiplied(emphasis)
                        .columnShares(0)
                        .transposed()
                        .times(values);
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
            return CROSS.of(graph, parameters, tokens, found);
        }
    }
}
