package lab.obscura.engine.network.dl4j.composite;

import java.util.List;
import java.util.stream.IntStream;
import lab.obscura.engine.network.Pass;
import lab.obscura.engine.network.Wanted;
import lab.obscura.engine.network.dl4j.array.Block;
import lab.obscura.engine.network.dl4j.array.EmptyArray;
import lab.obscura.engine.network.dl4j.array.Ops;
import lab.obscura.engine.network.dl4j.array.Pool;
import lab.obscura.engine.network.dl4j.array.RowSums;
import lab.obscura.engine.network.dl4j.build.Construction;
import lab.obscura.engine.network.dl4j.build.Layer;
import lab.obscura.engine.network.spec.Composition.Product;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A body times a gate, which counts for all rows, columns or channels where it has one. */
public final class ProductLayer implements Layer {

    private final Branches branches;
    private final Pool pool;
    private final Block output;
    private final RowSums overChannels;
    private INDArray body;
    private INDArray gate;

    public ProductLayer(Product spec, String path, Construction from) {
        this.branches = Branches.of(spec, path, from);
        this.pool = from.pool();
        this.output = from.block();
        this.overChannels = new RowSums(from.type());
        this.body = EmptyArray.of(from.type());
        this.gate = body;
    }

    @Override
    public INDArray forward(INDArray x, Pass pass) {
        List<INDArray> ends = branches.forward(x, pass);
        body = ends.get(0);
        gate = ends.get(1);
        INDArray y = output.shaped(body.shape());
        Ops.run("multiply", Ops.of(body, gate), Ops.of(y));
        return y;
    }

    @Override
    public INDArray backward(INDArray dy, Wanted wanted) {
        INDArray ofBody = pool.take(dy.shape());
        Ops.run("multiply", Ops.of(dy, gate), Ops.of(ofBody));
        INDArray ofProduct = pool.take(dy.shape());
        dy.mul(body, ofProduct);
        return branches.backward(List.of(ofBody, summed(ofProduct)), wanted);
    }

    /** Over what the gate has one of. The argument goes back to the pool unless it is the result. */
    private INDArray summed(INDArray product) {
        INDArray sums = product;
        if (gate.size(3) < product.size(3)) {
            sums = pool.take(product.size(0), product.size(1), product.size(2), 1);
            overChannels.into(product, sums);
            pool.release(product);
        }
        int[] ofSpace = IntStream.of(1, 2)
                .filter(axis -> gate.size(axis) < body.size(axis))
                .toArray();
        if (ofSpace.length == 0) {
            return sums;
        }
        INDArray total = pool.take(gate.shape());
        try (INDArray found = sums.sum(true, ofSpace)) {
            total.assign(found);
        }
        pool.release(sums);
        return total;
    }

    @Override
    public boolean isTrainable() {
        return branches.areTrainable();
    }

    @Override
    public void close() {
        branches.close();
        output.close();
        overChannels.close();
    }
}
