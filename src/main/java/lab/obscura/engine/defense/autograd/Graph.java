package lab.obscura.engine.defense.autograd;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One computation from parameters to a loss, written down as it is made, so that it can be gone through backwards. A graph serves
 * one step and is then thrown away.
 */
public final class Graph {

    private final List<Node> nodes = new ArrayList<>();
    private final Map<String, Node> parameters = new LinkedHashMap<>();

    /** A value that no gradient goes into. */
    public Node constant(Matrix value) {
        return new Node(this, value, false, node -> {});
    }

    /** A value whose gradient is wanted; the same node when asked for twice. */
    public Node parameter(String name, Matrix value) {
        return parameters.computeIfAbsent(name, ignored -> new Node(this, value, true, node -> {}));
    }

    /** Gradients of a 1 × 1 loss, by the names of the parameters. */
    public Map<String, Matrix> gradients(Node loss) {
        loss.value().single();
        loss.receive(Matrix.of(1));
        for (int i = nodes.size() - 1; i >= 0; i--) {
            nodes.get(i).goBack();
        }
        var gradients = new LinkedHashMap<String, Matrix>();
        parameters.forEach((name, node) -> gradients.put(name, node.gradient()));
        return gradients;
    }

    void remember(Node node) {
        nodes.add(node);
    }
}
