package lab.obscura.engine.network.spec;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.List;
import lab.obscura.engine.data.images.ImageShape;

/** Layers in which every output sees every input. */
public sealed interface FullyConnected extends NetworkSpec {

    /** Fully connected; takes a vector (flatten first). Weight is in × out. */
    @JsonTypeName("dense")
    record Dense(int in, int out, boolean bias, Init init) implements FullyConnected {

        /** With bias. */
        public static Dense of(int in, int out, Init init) {
            return new Dense(in, out, true, init);
        }

        public Dense withoutBias() {
            return new Dense(in, out, false, init);
        }

        @Override
        public ImageShape output(ImageShape input) {
            NetworkSpec.require(
                    input.size() == in && input.channels() == in, "dense", input, "it needs a vector of " + in);
            return new ImageShape(1, 1, out);
        }

        @Override
        public long multiplyAdds(ImageShape input) {
            return (long) in * out;
        }

        @Override
        public List<LayerTensor> tensors() {
            return LayerTensor.weights(new LayerTensor.Fans(init, in, out), bias, out, in, out);
        }

        @Override
        public Dense drawn(Init other) {
            return new Dense(in, out, bias, other);
        }
    }

    /**
     * One step of sparse coding with a dictionary W of {@code codes} rows: {@code y = Wᵀ · soft(W · x)}, where soft moves every value
     * by the threshold towards zero. Takes any shape as a vector and keeps it. The rows of W have length 1 at first.
     */
    @JsonTypeName("sparse-coding")
    record SparseCoding(int size, int codes, double threshold) implements FullyConnected {

        @Override
        public ImageShape output(ImageShape input) {
            NetworkSpec.require(input.size() == size, "sparse-coding", input, "it needs " + size + " values");
            return input;
        }

        @Override
        public long multiplyAdds(ImageShape input) {
            return 2L * size * codes;
        }

        @Override
        public List<LayerTensor> tensors() {
            return List.of(new LayerTensor("weight", FirstValues.unitRows(size), codes, size));
        }
    }
}
