package lab.obscura.engine.defense.cem.attention;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lab.obscura.engine.defense.autograd.Initial;
import lab.obscura.engine.defense.cem.bank.Together;
import lab.obscura.engine.network.graph.Graph;
import lab.obscura.engine.network.graph.Node;

/**
 * Gated attention over the samples of a class (Ilse, Tomczak, Welling 2018):
 * {@code e_ik = w_k · (tanh(V_k h_i) ⊙ sigmoid(U_k h_i))} with {@code h_i = LayerNorm(W z_i)}, and from the energies e the attention
 * a and the shares π of the heads.
 *
 * @param size values of a feature
 * @param mode what the attention follows
 * @param headWeights how several heads share the samples
 * @param energiesPerClass whether each class has a w of its own
 */
public record Gate(
        int size,
        int classes,
        int heads,
        Mode mode,
        HeadWeights headWeights,
        boolean energiesPerClass,
        double temperature) {

    private static final int TOKEN = 128;
    private static final int HIDDEN = 64;
    /** Energies begin small, so that attention begins near the plain mean. */
    private static final double SMALL = 0.1;

    /** How the gate learns, see {@code docs/methods/learned-surrogates.md#how-the-gate-learns}. */
    public enum Mode {
        /** Attends to what tells the class: an auxiliary classifier reads the pooled feature. */
        AUXILIARY,
        /** Looks for the weights that give the largest variance. */
        ADVERSARIAL,
        /** Stays as it was drawn. */
        FROZEN,
        /** Is not asked: every sample counts the same. */
        UNIFORM
    }

    /** What several heads mean. */
    public enum HeadWeights {
        /** Each sample is shared out between the heads. */
        RESPONSIBILITIES,
        /** Each head attends to whom it likes; all count the same. */
        EQUAL,
        /** Each head attends to whom it likes; heads with more energy count more. */
        ENERGY
    }

    /**
     * What the gate says of bags.
     *
     * @param weights samples × heads; each column adds up to one
     * @param shares of the heads, 1 × heads; one for all bags where they are alike
     */
    public record Attention(Node weights, Node shares) {}

    public List<Initial> initials() {
        var initials = new ArrayList<Initial>();
        initials.add(Initial.xavier("gate/token.weight", size, TOKEN));
        initials.add(Initial.zeros("gate/token.bias", TOKEN));
        for (int head = 0; head < heads; head++) {
            String name = "gate/head-" + head + "/";
            initials.add(Initial.xavier(name + "value.weight", TOKEN, HIDDEN));
            initials.add(Initial.zeros(name + "value.bias", HIDDEN));
            initials.add(Initial.xavier(name + "gate.weight", TOKEN, HIDDEN));
            initials.add(Initial.zeros(name + "gate.bias", HIDDEN));
            initials.add(Initial.xavier(name + "energy", HIDDEN, energiesPerClass ? classes : 1)
                    .scaled(SMALL));
        }
        initials.add(Initial.xavier("gate/class.weight", size, classes));
        initials.add(Initial.zeros("gate/class.bias", classes));
        return initials;
    }

    /** The attention within each bag. */
    public List<Attention> attention(BagSamples samples) {
        Graph graph = samples.graph();
        if (mode == Mode.UNIFORM) {
            return samples.groups().stream().map(bags -> uniform(graph, bags)).toList();
        }
        Node tokens = samples.features()
                .times(graph.parameter("gate/token.weight"))
                .plusRow(graph.parameter("gate/token.bias"))
                .normalizedRows();
        var energies = new ArrayList<Node>();
        for (int head = 0; head < heads; head++) {
            energies.add(energy(graph, tokens, "gate/head-" + head + "/"));
        }
        return samples.groups().stream()
                .map(bags -> attention(graph, energies, bags))
                .toList();
    }

    private Attention uniform(Graph graph, Together bags) {
        List<double[]> weights = Arrays.stream(bags.counts())
                .mapToObj(count -> filled((int) count * heads, 1 / count))
                .toList();
        return new Attention(graph.constants(heads, weights), equalShares(graph));
    }

    private Node equalShares(Graph graph) {
        return graph.constant(1, heads, filled(heads, 1.0 / heads));
    }

    private static double[] filled(int length, double value) {
        double[] values = new double[length];
        Arrays.fill(values, value);
        return values;
    }

    /** Samples × 1, or samples × classes where each class has its own. */
    private static Node energy(Graph graph, Node tokens, String name) {
        Node value = tokens.times(graph.parameter(name + "value.weight"))
                .plusRow(graph.parameter(name + "value.bias"))
                .tanh();
        Node gate = tokens.times(graph.parameter(name + "gate.weight"))
                .plusRow(graph.parameter(name + "gate.bias"))
                .sigmoid();
        return value.multiplied(gate).times(graph.parameter(name + "energy"));
    }

    private Attention attention(Graph graph, List<Node> energies, Together bags) {
        Node ofBags = graph.beside(energies.stream()
                        .map(energy -> energy.rowsAt(bags.rows()))
                        .map(energy -> energiesPerClass ? energy.columnOf(bags.labels()) : energy)
                        .toList())
                .scaled(1 / temperature);
        if (heads > 1 && headWeights == HeadWeights.RESPONSIBILITIES) {
            Node responsibilities = ofBags.softmaxRows();
            return new Attention(responsibilities.columnShares(0), responsibilities.columnMeans());
        }
        Node shares = headWeights == HeadWeights.ENERGY ? ofBags.columnMeans().softmaxRows() : equalShares(graph);
        return new Attention(ofBags.softmaxColumns(), shares);
    }
}
