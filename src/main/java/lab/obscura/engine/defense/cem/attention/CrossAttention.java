package lab.obscura.engine.defense.cem.attention;

import java.util.ArrayList;
import java.util.List;
import lab.obscura.engine.defense.autograd.Initial;
import lab.obscura.engine.network.graph.Graph;
import lab.obscura.engine.network.graph.Node;

/**
 * Gated cross-attention (Alayrac et al. 2022): tokens read slots through gates tanh(α) and tanh(β) that begin at 0, so that it
 * begins as if it were not there. {@code docs/methods/learned-surrogates.md#cross-attention}.
 *
 * @param prefix of its parameters' names
 */
record CrossAttention(String prefix, int width) {

    private static final int HEADS = 4;

    List<Initial> initials() {
        return List.of(
                Initial.xavier(prefix + "query", width, width),
                Initial.xavier(prefix + "key", width, width),
                Initial.xavier(prefix + "value", width, width),
                Initial.xavier(prefix + "output", width, width),
                Initial.xavier(prefix + "0.weight", width, 4 * width),
                Initial.xavier(prefix + "1.weight", 4 * width, width),
                Initial.zeros(prefix + "alpha", 1),
                Initial.zeros(prefix + "beta", 1));
    }

    /** The tokens after they have read the slots. */
    Node of(Graph graph, Node tokens, Node slots) {
        Node alpha = graph.parameter(prefix + "alpha").tanh();
        Node beta = graph.parameter(prefix + "beta").tanh();
        Node read = attention(graph, tokens.normalizedRows(), slots.normalizedRows());
        Node informed = tokens.plus(read.timesSingle(alpha));
        Node thought = informed.normalizedRows()
                .times(graph.parameter(prefix + "0.weight"))
                .gelu()
                .times(graph.parameter(prefix + "1.weight"));
        return informed.plus(thought.timesSingle(beta));
    }

    /** Several heads side by side, each a softmax over the slots. */
    private Node attention(Graph graph, Node tokens, Node slots) {
        Node queries = tokens.times(graph.parameter(prefix + "query"));
        Node keys = slots.times(graph.parameter(prefix + "key"));
        Node values = slots.times(graph.parameter(prefix + "value"));
        int headWidth = width / HEADS;
        var heads = new ArrayList<Node>();
        for (int from = 0; from < width; from += headWidth) {
            int to = from + headWidth;
            heads.add(queries.columns(from, to)
                    .times(keys.columns(from, to).transposed())
                    .scaled(1 / Math.sqrt(headWidth))
                    .softmaxRows()
                    .times(values.columns(from, to)));
        }
        return graph.beside(heads).times(graph.parameter(prefix + "output"));
    }
}
