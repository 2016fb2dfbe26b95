package lab.obscura.engine.network.dl4j.composite;

import java.util.ArrayList;
import java.util.List;
import lab.obscura.engine.network.Pass;
import lab.obscura.engine.network.Wanted;
import lab.obscura.engine.network.dl4j.array.Block;
import lab.obscura.engine.network.dl4j.array.Pool;
import lab.obscura.engine.network.dl4j.build.Construction;
import lab.obscura.engine.network.dl4j.build.Layer;
import lab.obscura.engine.network.spec.Composition.Concatenation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** The channels of several branches behind each other. */
public final class ConcatenationLayer implements Layer {

    private final Branches branches;
    private final Pool pool;
    private final Block output;
    private List<Long> channels = List.of();

    public ConcatenationLayer(Concatenation spec, String path, Construction from) {
        this.branches = Branches.of(spec, path, from);
        this.pool = from.pool();
        this.output = from.block();
    }

    @Override
    public INDArray forward(INDArray x, Pass pass) {
        List<INDArray> ends = branches.forward(x, pass);
        channels = ends.stream().map(end -> end.size(3)).toList();
        INDArray first = ends.get(0);
        long sum = channels.stream().mapToLong(Long::longValue).sum();
        INDArray y = output.shaped(first.size(0), first.size(1), first.size(2), sum);
        long from = 0;
        for (INDArray end : ends) {
            window(y, from, end.size(3)).assign(end);
            from += end.size(3);
        }
        return y;
    }

    @Override
    public INDArray backward(INDArray dy, Wanted wanted) {
        List<INDArray> gradients = new ArrayList<>();
        long from = 0;
        for (long count : channels) {
            gradients.add(pool.take(dy.size(0), dy.size(1), dy.size(2), count).assign(window(dy, from, count)));
            from += count;
        }
        return branches.backward(gradients, wanted);
    }

    private static INDArray window(INDArray array, long from, long count) {
        return array.get(
                NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.interval(from, from + count));
    }

    @Override
    public boolean isTrainable() {
        return branches.areTrainable();
    }

    @Override
    public void close() {
        branches.close();
        output.close();
    }
}
