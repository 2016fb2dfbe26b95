package lab.obscura.engine.network.dl4j.layer;

import java.util.List;
import java.util.stream.Stream;
import lab.obscura.engine.network.Pass;
import lab.obscura.engine.network.Wanted;
import lab.obscura.engine.network.dl4j.array.Block;
import lab.obscura.engine.network.dl4j.array.EmptyArray;
import lab.obscura.engine.network.dl4j.array.Ops;
import lab.obscura.engine.network.dl4j.array.Parameter;
import lab.obscura.engine.network.dl4j.array.Pool;
import lab.obscura.engine.network.dl4j.build.Construction;
import lab.obscura.engine.network.dl4j.build.Layer;
import lab.obscura.engine.network.spec.Convolutions.LocalCompetition;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Local competition, iteration by iteration and back again. The dictionary's gradient has a share from each iteration's convolution and
 * one from its transposed convolution, so the codes of every iteration and what they left of the image are kept.
 */
final class LocalCompetitionLayer implements Layer {

    private final LocalCompetition spec;
    private final Ops.Window window;
    private final Parameter weight;
    private final Pool pool;
    /** Codes after each iteration; the last ones are the output. */
    private final List<Block> codeMemory;
    /** What the codes of the iteration before left of the image, for each iteration but the first, which has all of it. */
    private final List<Block> leftMemory;

    private INDArray input;
    private INDArray[] codes = {};
    private INDArray[] left = {};

    LocalCompetitionLayer(LocalCompetition spec, String path, Construction from) {
        this.spec = spec;
        this.window = new Ops.Window(spec.kernel(), 1, spec.padding());
        this.weight = from.parameter(path, "weight");
        this.pool = from.pool();
        this.codeMemory = Stream.generate(from::block).limit(spec.iterations()).toList();
        this.leftMemory =
                Stream.generate(from::block).limit(spec.iterations() - 1L).toList();
        this.input = weight.value();
    }

    @Override
    public INDArray forward(INDArray x, Pass pass) {
        input = x;
        codes = new INDArray[spec.iterations()];
        left = new INDArray[spec.iterations()];
        left[0] = x;
        INDArray potential = takeCodes();
        Ops.convolve(window, potential, x, weight.value());
        potential.muli(spec.step());
        codes[0] = activeIn(potential, codeMemory.get(0));
        for (int i = 1; i < codes.length; i++) {
            left[i] = leftMemory.get(i - 1).shaped(x.shape());
            Ops.transposedConvolve(window, codes[i - 1], weight.value(), left[i]);
            left[i].rsubi(x);
            INDArray drive = takeCodes();
            Ops.convolve(window, drive, left[i], weight.value());
            drive.addi(codes[i - 1]).muli(spec.step());
            potential.muli(1 - spec.step()).addi(drive);
            pool.release(drive);
            codes[i] = activeIn(potential, codeMemory.get(i));
        }
        pool.release(potential);
        return codes[codes.length - 1];
    }

    private INDArray activeIn(INDArray potential, Block memory) {
        INDArray active = memory.shaped(potential.shape());
        potential.sub(spec.threshold(), active);
        Ops.relu(active, active);
        return active;
    }

    /** From the last iteration to the first, {@code gradient} is that of the potentials behind the iteration. */
    @Override
    public INDArray backward(INDArray dy, Wanted wanted) {
        INDArray dictionary = wanted.parameters() ? weight.gradientTarget() : EmptyArray.of(pool.type());
        if (wanted.parameters()) {
            dictionary.assign(0);
        }
        INDArray dx = pool.take(input.shape());
        dx.assign(0);
        INDArray gradient = takeCodes();
        gradient.assign(dy);
        silence(gradient, codes[codes.length - 1]);
        for (int i = codes.length - 1; i > 0; i--) {
            INDArray drive = takeCodes();
            gradient.mul(spec.step(), drive);
            INDArray ofLeft = throughConvolution(left[i], drive, dictionary);
            dx.addi(ofLeft);
            throughTransposed(codes[i - 1], ofLeft, drive, dictionary);
            pool.release(ofLeft);
            silence(drive, codes[i - 1]);
            gradient.muli(1 - spec.step()).addi(drive);
            pool.release(drive);
        }
        gradient.muli(spec.step());
        INDArray ofImage = throughConvolution(input, gradient, dictionary);
        dx.addi(ofImage);
        pool.release(ofImage);
        pool.release(gradient);
        if (wanted.parameters()) {
            weight.add(dictionary);
        }
        if (wanted.input()) {
            return dx;
        }
        pool.release(dx);
        return EmptyArray.of(pool.type());
    }

    /** Gradient of what was convolved; that of the dictionary, where there is one, is added. */
    private INDArray throughConvolution(INDArray image, INDArray dy, INDArray dictionary) {
        INDArray dImage = pool.take(image.shape());
        if (dictionary.isEmpty()) {
            Ops.transposedConvolve(window, dy, weight.value(), dImage);
            return dImage;
        }
        INDArray share = pool.take(dictionary.shape());
        Ops.convolveBackward(window, Ops.of(image, weight.value(), dy), Ops.of(dImage, share));
        dictionary.addi(share);
        pool.release(share);
        return dImage;
    }

    /**
     * What the codes build is taken from the image, so their gradient is subtracted from {@code drive}, which has what reaches them
     * directly. Image and codes swap places: it is the convolution of {@code ofLeft} whose output has the gradient {@code before}.
     */
    private void throughTransposed(INDArray before, INDArray ofLeft, INDArray drive, INDArray dictionary) {
        INDArray ofCodes = takeCodes();
        Ops.convolve(window, ofCodes, ofLeft, weight.value());
        drive.subi(ofCodes);
        pool.release(ofCodes);
        if (dictionary.isEmpty()) {
            return;
        }
        INDArray unwanted = pool.take(ofLeft.shape());
        INDArray share = pool.take(dictionary.shape());
        Ops.convolveBackward(window, Ops.of(ofLeft, weight.value(), before), Ops.of(unwanted, share));
        dictionary.subi(share);
        pool.release(share);
        pool.release(unwanted);
    }

    /** Zero where no code was. */
    private void silence(INDArray gradient, INDArray ofCodes) {
        try (INDArray active = ofCodes.neq(0);
                INDArray mask = active.castTo(pool.type())) {
            gradient.muli(mask);
        }
    }

    private INDArray takeCodes() {
        return pool.take(input.size(0), input.size(1), input.size(2), spec.atoms());
    }

    @Override
    public boolean isTrainable() {
        return true;
    }

    /** The way back asks the last codes, which are the output, where they are zero. */
    @Override
    public boolean outputMayBeOverwritten() {
        return false;
    }

    @Override
    public void close() {
        codeMemory.forEach(Block::close);
        leftMemory.forEach(Block::close);
    }
}
