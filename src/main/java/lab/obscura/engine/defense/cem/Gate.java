package lab.obscura.engine.defense.cem;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lab.obscura.engine.defense.autograd.Graph;
import lab.obscura.engine.defense.autograd.Initial;
import lab.obscura.engine.defense.autograd.LearnedParameters;
import lab.obscura.engine.defense.autograd.Matrix;
import lab.obscura.engine.defense.autograd.Node;
import lab.obscura.engine.defense.cem.bank.Bag;
import lab.obscura.engine.defense.cem.bank.Bags;

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
record Gate(
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
    enum Mode {
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
    enum HeadWeights {
        /** Each sample is shared out between the heads. */
        RESPONSIBILITIES,
        /** Each head attends to whom it likes; all count the same. */
        EQUAL,
        /** Each head attends to whom it likes; heads with more energy count more. */
        ENERGY
    }

    /**
     * What the gate says of a bag.
     *
     * @param weights samples × heads; each column adds up to one
     * @param shares of the heads, 1 × heads
     */
    record Attention(Node weights, Node shares) {

        double[] weightsOf(int head) {
            Matrix matrix = weights.value();
            double[] column = new double[matrix.rows()];
            Arrays.setAll(column, i -> matrix.at(i, head));
            return column;
        }

        double share(int head) {
            return shares.value().at(0, head);
        }
    }

    List<Initial> initials() {
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
    List<Attention> attention(Graph graph, LearnedParameters parameters, Bags bags) {
        if (mode == Mode.UNIFORM) {
            return bags.bags().stream().map(bag -> uniform(graph, bag)).toList();
        }
        Node tokens = graph.constant(bags.features())
                .times(parameters.on(graph, "gate/token.weight"))
                .plusRow(parameters.on(graph, "gate/token.bias"))
                .normalizedRows();
        var energies = new ArrayList<Node>();
        for (int head = 0; head < heads; head++) {
            energies.add(energy(graph, parameters, tokens, "gate/head-" + head + "/"));
        }
        return bags.bags().stream().map(bag -> attention(energies, bag)).toList();
    }

    private Attention uniform(Graph graph, Bag bag) {
        Matrix weights = Matrix.zeros(bag.count(), heads);
        Arrays.fill(weights.values(), 1.0 / bag.count());
        return new Attention(graph.constant(weights), graph.constant(equalShares()));
    }

    private Matrix equalShares() {
        Matrix shares = Matrix.zeros(1, heads);
        Arrays.fill(shares.values(), 1.0 / heads);
        return shares;
    }

    /** Samples × 1, or samples × classes where each class has its own. */
    private static Node energy(Graph graph, LearnedParameters parameters, Node tokens, String name) {
        Node value = tokens.times(parameters.on(graph, name + "value.weight"))
                .plusRow(parameters.on(graph, name + "value.bias"))
                .tanh();
        Node gate = tokens.times(parameters.on(graph, name + "gate.weight"))
                .plusRow(parameters.on(graph, name + "gate.bias"))
                .sigmoid();
        return value.multiplied(gate).times(parameters.on(graph, name + "energy"));
    }

    private Attention attention(List<Node> energies, Bag bag) {
        int column = energiesPerClass ? bag.label() : 0;
        Node ofBag = Node.beside(energies.stream()
                        .map(energy -> energy.rowsAt(bag.rows()).columns(column, column + 1))
                        .toList())
                .scaled(1 / temperature);
        Graph graph = ofBag.graph();
        if (heads > 1 && headWeights == HeadWeights.RESPONSIBILITIES) {
            Node responsibilities = ofBag.softmaxRows();
            return new Attention(responsibilities.columnShares(0), responsibilities.columnMeans());
        }
        Node shares =
                headWeights == HeadWeights.ENERGY ? ofBag.columnMeans().softmaxRows() : graph.constant(equalShares());
        return new Attention(ofBag.softmaxColumns(), shares);
    }
}
