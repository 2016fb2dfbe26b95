package lab.obscura.engine.network.dl4j.layer;

import lab.obscura.engine.network.Pass;
import lab.obscura.engine.network.Wanted;
import lab.obscura.engine.network.dl4j.array.Block;
import lab.obscura.engine.network.dl4j.array.EmptyArray;
import lab.obscura.engine.network.dl4j.array.Ops;
import lab.obscura.engine.network.dl4j.array.Parameter;
import lab.obscura.engine.network.dl4j.array.Pool;
import lab.obscura.engine.network.dl4j.build.Construction;
import lab.obscura.engine.network.dl4j.build.Layer;
import lab.obscura.engine.network.spec.FullyConnected.SparseCoding;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Sparse codes and back through the same dictionary: its gradient has a share from each way. */
final class SparseCodingLayer implements Layer {

    private final int size;
    private final int codes;
    private final double threshold;
    private final Parameter dictionary;
    private final Pool pool;
    private final Block codeMemory;
    private final Block output;
    private INDArray input;
    private INDArray code;

    SparseCodingLayer(SparseCoding spec, String path, Construction from) {
        this.size = spec.size();
        this.codes = spec.codes();
        this.threshold = spec.threshold();
        this.dictionary = from.parameter(path, "weight");
        this.pool = from.pool();
        this.codeMemory = from.block();
        this.output = from.block();
        this.input = dictionary.value();
        this.code = dictionary.value();
    }

    @Override
    public INDArray forward(INDArray x, Pass pass) {
        input = x;
        long batch = x.size(0);
        INDArray raw = pool.take(batch, codes);
        Ops.multiplyRightTransposed(rows(x), dictionary.value(), raw);
        code = softened(raw, codeMemory.shaped(batch, codes));
        pool.release(raw);
        INDArray y = output.shaped(x.shape());
        Ops.multiply(code, dictionary.value(), rows(y));
        return y;
    }

    /** {@code relu(b − t) − relu(−b − t)}. */
    private INDArray softened(INDArray raw, INDArray target) {
        INDArray below = pool.take(raw.shape());
        raw.rsub(-threshold, below);
        Ops.relu(below, below);
        raw.sub(threshold, target);
        Ops.relu(target, target);
        target.subi(below);
        pool.release(below);
        return target;
    }

    @Override
    public INDArray backward(INDArray dy, Wanted wanted) {
        INDArray codeGradient = pool.take(code.shape());
        Ops.multiplyRightTransposed(rows(dy), dictionary.value(), codeGradient);
        try (INDArray active = code.neq(0);
                INDArray mask = active.castTo(pool.type())) {
            codeGradient.muli(mask);
        }
        if (wanted.parameters()) {
            INDArray gradient = dictionary.gradientTarget();
            Ops.multiplyLeftTransposed(codeGradient, rows(input), gradient);
            INDArray wayBack = pool.take(gradient.shape());
            Ops.multiplyLeftTransposed(code, rows(dy), wayBack);
            gradient.addi(wayBack);
            pool.release(wayBack);
            dictionary.add(gradient);
        }
        if (!wanted.input()) {
            pool.release(codeGradient);
            return EmptyArray.of(pool.type());
        }
        INDArray dx = pool.take(input.shape());
        Ops.multiply(codeGradient, dictionary.value(), rows(dx));
        pool.release(codeGradient);
        return dx;
    }

    private INDArray rows(INDArray array) {
        return array.reshape(array.size(0), size);
    }

    @Override
    public boolean isTrainable() {
        return true;
    }

    @Override
    public void close() {
        codeMemory.close();
        output.close();
    }
}
