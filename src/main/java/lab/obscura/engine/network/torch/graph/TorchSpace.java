package lab.obscura.engine.network.torch.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.batch.Batch;
import lab.obscura.engine.network.graph.AdamStep;
import lab.obscura.engine.network.graph.Graph;
import lab.obscura.engine.network.graph.KeptParameters;
import lab.obscura.engine.network.graph.KeptRows;
import lab.obscura.engine.network.graph.Node;
import lab.obscura.engine.network.graph.ResidentSpace;
import lab.obscura.engine.network.torch.batch.HostTensors;
import lab.obscura.engine.network.torch.graph.TorchNode.Shape;
import lab.obscura.engine.network.torch.library.Device;
import lab.obscura.engine.network.torch.library.HostCopies;
import lab.obscura.engine.network.torch.library.OwnedTensor;
import lab.obscura.engine.network.torch.library.Scope;
import lab.obscura.engine.network.torch.library.UnreadNumbers;
import lab.obscura.engine.network.torch.library.Uploads;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** The computations of one step in libtorch's memory. */
final class TorchSpace implements ResidentSpace {

    private final Device device;
    private final UnreadNumbers unread;
    private final GraphCalls calls;
    private final List<Tensor> owned = new ArrayList<>();
    private final Map<List<int[]>, Choice> choices = new IdentityHashMap<>();
    private final Map<List<Integer>, Optional<Lengths>> lengths = new HashMap<>();

    TorchSpace(Device device, UnreadNumbers unread, GraphCalls calls) {
        this.device = device;
        this.unread = unread;
        this.calls = calls;
    }

    /** The same tensor, which lives until this is closed. */
    Tensor own(Tensor tensor) {
        calls.made();
        owned.add(OwnedTensor.from(tensor));
        return tensor;
    }

    @Override
    public <T> T within(Supplier<T> work) {
        return Scope.recording(work);
    }

    @Override
    public Graph graph(KeptParameters parameters) {
        return new TorchGraph(this, Optional.of((TorchParameters) parameters));
    }

    @Override
    public Graph graph() {
        return new TorchGraph(this, Optional.empty());
    }

    Tensor upload(double[] values, long... shape) {
        return Uploads.doubles(values, device, shape);
    }

    Tensor indices(int[] values) {
        return Uploads.indices(values, device, values.length);
    }

    /** Asked for often with the same list. */
    Choice choice(List<int[]> rows) {
        return choices.computeIfAbsent(rows, this::chosen);
    }

    private Choice chosen(List<int[]> rows) {
        int[] counts = rows.stream().mapToInt(one -> one.length).toArray();
        int longest = Arrays.stream(counts).max().orElse(0);
        int[] all = new int[rows.size() * longest];
        for (int m = 0; m < rows.size(); m++) {
            System.arraycopy(rows.get(m), 0, all, m * longest, counts[m]);
        }
        return new Choice(own(indices(all)), rows.size(), longest, lengths(counts));
    }

    /** Empty where all are the same. */
    Optional<Lengths> lengths(int[] counts) {
        if (Arrays.stream(counts).distinct().count() < 2) {
            return Optional.empty();
        }
        return lengths.computeIfAbsent(
                Arrays.stream(counts).boxed().toList(), missing -> Optional.of(differing(counts)));
    }

    private Lengths differing(int[] counts) {
        int longest = Arrays.stream(counts).max().orElse(0);
        double[] present = new double[counts.length * longest];
        double[] exact = new double[counts.length];
        for (int m = 0; m < counts.length; m++) {
            Arrays.fill(present, m * longest, m * longest + counts[m], 1);
            exact[m] = counts[m];
        }
        Tensor mask = own(upload(present, counts.length, longest, 1));
        return new Lengths(mask, own(mask.eq(new Scalar(0.0))), own(upload(exact, counts.length, 1, 1)));
    }

    @Override
    public Node rows(Batch examples, KeptRows kept, int[] which) {
        Tensor own = rows(examples, examples.shape().size(), ScalarType.Double);
        Tensor all = own;
        if (which.length > 0) {
            Tensor more = ring(kept).rows().index_select(0, indices(which)).to(ScalarType.Double);
            all = torch.cat(new TensorVector(own, more));
        }
        return new TorchNode(this, all.unsqueeze(0), Shape.FULL);
    }

    @Override
    public Node rows(Batch examples, int columns) {
        return new TorchNode(this, rows(examples, columns, ScalarType.Double).unsqueeze(0), Shape.FULL);
    }

    /** In the order of {@link Batch#values()}. */
    private Tensor rows(Batch examples, long columns, ScalarType type) {
        return HostTensors.input(examples, device)
                .detach()
                .permute(0, 2, 3, 1)
                .contiguous()
                .view((long) examples.count() * examples.shape().size() / columns, columns)
                .to(type);
    }

    private static TorchRing ring(KeptRows kept) {
        return (TorchRing) kept;
    }

    @Override
    public List<double[]> read(List<Node> nodes) {
        double[] all = HostCopies.doubles(together(nodes));
        var each = new ArrayList<double[]>();
        int from = 0;
        for (int length : lengthsOf(nodes)) {
            each.add(Arrays.copyOfRange(all, from, from + length));
            from += length;
        }
        return each;
    }

    @Override
    public List<Supplier<double[]>> unread(List<Node> nodes) {
        Supplier<double[]> all = unread.kept(together(nodes));
        var each = new ArrayList<Supplier<double[]>>();
        int from = 0;
        for (int length : lengthsOf(nodes)) {
            int start = from;
            each.add(() -> Arrays.copyOfRange(all.get(), start, start + length));
            from += length;
        }
        return each;
    }

    private static int[] lengthsOf(List<Node> nodes) {
        return nodes.stream()
                .mapToInt(node -> Math.toIntExact(TorchNode.of(node).tensor().numel()))
                .toArray();
    }

    private static Tensor together(List<Node> nodes) {
        var flat = new TensorVector();
        for (Node node : nodes) {
            if (!TorchNode.of(node).shape().isFull()) {
                throw new IllegalStateException("Only matrices of one size are read");
            }
            flat.push_back(TorchNode.of(node).tensor().detach().reshape(-1));
        }
        return torch.cat(flat);
    }

    @Override
    public void step(Graph graph, Node loss, AdamStep how) {
        ((TorchGraph) graph).step(loss, how);
    }

    @Override
    public Batch batch(Node rows, Batch like) {
        ImageShape shape = like.shape();
        Tensor values = TorchNode.of(rows)
                .tensor()
                .reshape(-1)
                .narrow(0, 0, (long) like.count() * shape.size())
                .view(like.count(), shape.height(), shape.width(), shape.channels())
                .permute(0, 3, 1, 2);
        return HostTensors.batch(values.to(device.precision()));
    }

    @Override
    public void replace(KeptRows kept, Batch examples, int[] from, int[] to) {
        Tensor newer = rows(examples, examples.shape().size(), ScalarType.Float).index_select(0, indices(from));
        ring(kept).rows().index_copy_(0, indices(to), newer);
    }

    @Override
    public void close() {
        calls.released(owned.size());
        owned.forEach(OwnedTensor::release);
        owned.clear();
        choices.clear();
        lengths.clear();
    }
}
