package lab.obscura.engine.defense.autograd;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lab.obscura.engine.network.graph.Graph;
import lab.obscura.engine.network.graph.Node;

/** A graph in Java: one matrix after the other, and back through them in the other order. */
public final class HostGraph implements Graph {

    private final LearnedParameters known;
    private final List<HostNode> nodes = new ArrayList<>();
    private final Map<String, HostNode> parameters = new LinkedHashMap<>();

    /** Over parameters that are asked for by name. */
    public HostGraph(LearnedParameters known) {
        this.known = known;
    }

    /** Over parameters that come with their values. */
    public HostGraph() {
        this(new LearnedParameters(Map.of()));
    }

    @Override
    public HostNode parameter(String name) {
        return parameter(name, known.get(name));
    }

    /** A value whose gradient is wanted; the same node when asked for twice. */
    public HostNode parameter(String name, Matrix value) {
        return parameters.computeIfAbsent(name, ignored -> new HostNode(this, value, true, node -> {}));
    }

    /** A value that no gradient goes into. */
    public HostNode constant(Matrix value) {
        return new HostNode(this, value, false, node -> {});
    }

    @Override
    public HostNode constant(int rows, int columns, double[] values) {
        return constant(new Matrix(rows, columns, values));
    }

    @Override
    public HostNode constants(int columns, List<double[]> each) {
        double[] values = HostNode.single(each);
        return constant(values.length / columns, columns, values);
    }

    @Override
    public HostNode beside(List<Node> parts) {
        return HostNode.beside(parts.stream().map(HostNode::of).toList());
    }

    /** Gradients of a 1 × 1 loss, by the names of the parameters that were asked for. */
    public Map<String, Matrix> gradients(Node loss) {
        HostNode end = HostNode.of(loss);
        end.value().single();
        end.receive(Matrix.of(1));
        for (int i = nodes.size() - 1; i >= 0; i--) {
            nodes.get(i).goBack();
        }
        var gradients = new LinkedHashMap<String, Matrix>();
        parameters.forEach((name, node) -> gradients.put(name, node.gradient()));
        return gradients;
    }

    void remember(HostNode node) {
        nodes.add(node);
    }
}
