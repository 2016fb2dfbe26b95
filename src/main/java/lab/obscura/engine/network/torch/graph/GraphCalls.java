package lab.obscura.engine.network.torch.graph;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import lab.obscura.engine.network.graph.Node;
import lab.obscura.engine.network.torch.library.Scope;
import org.bytedeco.pytorch.Edge;
import org.bytedeco.pytorch.EdgeVector;

/** How many operations graphs asked of libtorch, and how many of their tensors live: each operation is a launch on a card. */
public final class GraphCalls {

    private static final GraphCalls OF_THIS_PROCESS = new GraphCalls();

    private final AtomicLong made = new AtomicLong();
    private final AtomicLong living = new AtomicLong();

    private GraphCalls() {}

    public static GraphCalls ofThisProcess() {
        return OF_THIS_PROCESS;
    }

    void made() {
        made.incrementAndGet();
        living.incrementAndGet();
    }

    void released(int count) {
        living.addAndGet(-count);
    }

    /** Forwards; what an operation is made of counts once. */
    public long count() {
        return made.get();
    }

    /** Tensors of steps that were not closed yet. */
    public long living() {
        return living.get();
    }

    /** Operations on the way back from a node of an engine to its parameters. */
    public static int behind(Node loss) {
        return Scope.recording(() -> {
            Set<Long> seen = new HashSet<>();
            follow(TorchNode.of(loss).tensor().grad_fn(), seen);
            return seen.size();
        });
    }

    private static void follow(org.bytedeco.pytorch.Node operation, Set<Long> seen) {
        if (operation == null || operation.isNull() || !seen.add(operation.address())) {
            return;
        }
        EdgeVector edges = operation.next_edges();
        for (long i = 0; i < edges.size(); i++) {
            Edge edge = edges.get(i);
            follow(edge.function(), seen);
        }
    }
}
