package lab.obscura.engine.network.torch.graph;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.obscura.engine.network.graph.AdamStep;
import lab.obscura.engine.network.graph.Graph;
import lab.obscura.engine.network.graph.Node;
import lab.obscura.engine.network.torch.graph.TorchNode.Shape;
import lab.obscura.engine.network.torch.graph.TorchParameters.Window;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** A graph whose way back is libtorch's own. */
final class TorchGraph implements Graph {

    private final TorchSpace space;
    private final Optional<TorchParameters> parameters;
    private final Map<String, TorchNode> asked = new LinkedHashMap<>();
    private Optional<Tensor> exact = Optional.empty();

    TorchGraph(TorchSpace space, Optional<TorchParameters> parameters) {
        this.space = space;
        this.parameters = parameters;
    }

    @Override
    public Node parameter(String name) {
        return asked.computeIfAbsent(name, missing -> leaf(windows().get(missing), missing));
    }

    private Map<String, Window> windows() {
        return parameters.map(TorchParameters::windows).orElse(Map.of());
    }

    private TorchNode leaf(Window window, String name) {
        if (window == null) {
            throw new IllegalArgumentException(name + " is none of " + windows().keySet());
        }
        if (exact.isEmpty()) {
            exact = Optional.of(space.own(parameters.orElseThrow().exact()));
        }
        Tensor leaf = exact.get()
                .narrow(0, window.start(), window.length())
                .view(1, window.rows(), window.columns())
                .detach();
        leaf.set_requires_grad(true);
        return new TorchNode(space, leaf, Shape.FULL);
    }

    @Override
    public Node constant(int rows, int columns, double[] values) {
        return new TorchNode(space, space.upload(values, 1, rows, columns), Shape.FULL);
    }

    @Override
    public Node constants(int columns, List<double[]> each) {
        int[] counts = each.stream().mapToInt(one -> one.length / columns).toArray();
        int longest = Arrays.stream(counts).max().orElse(0);
        double[] all = new double[each.size() * longest * columns];
        for (int m = 0; m < each.size(); m++) {
            System.arraycopy(each.get(m), 0, all, m * longest * columns, each.get(m).length);
        }
        return new TorchNode(
                space, space.upload(all, each.size(), longest, columns), Shape.of(space.lengths(counts), true));
    }

    @Override
    public Node beside(List<Node> parts) {
        if (parts.size() == 1) {
            return parts.get(0);
        }
        var tensors = new TensorVector();
        parts.forEach(part -> tensors.push_back(TorchNode.of(part).tensor()));
        boolean isClean =
                parts.stream().allMatch(part -> TorchNode.of(part).shape().isClean());
        return new TorchNode(
                space,
                torch.cat(tensors, 2),
                Shape.of(TorchNode.of(parts.get(0)).shape().rows(), isClean));
    }

    /** Moves what was asked for; parameters that the loss does not depend on have the gradient zero. */
    void step(Node loss, AdamStep how) {
        Tensor end = TorchNode.of(loss).tensor();
        var leaves = new TensorVector();
        asked.values().forEach(leaf -> leaves.push_back(leaf.tensor()));
        TensorVector found = torch.grad(
                new TensorVector(end),
                leaves,
                new TensorVector(torch.ones_like(end)),
                new BoolOptional(false),
                false,
                true);
        Map<String, Tensor> gradients = new LinkedHashMap<>();
        long place = 0;
        for (String name : asked.keySet()) {
            gradients.put(name, found.get(place++));
        }
        TorchParameters all = parameters.orElseThrow();
        var flat = new TensorVector();
        windows().forEach((name, window) -> flat.push_back(flat(gradients.get(name), window, end)));
        all.step(torch.cat(flat), asked.keySet(), how);
    }

    private static Tensor flat(Tensor gradient, Window window, Tensor like) {
        return gradient == null || !gradient.defined()
                ? torch.zeros(new long[] {window.length()}, like.options())
                : gradient.reshape(window.length());
    }
}
