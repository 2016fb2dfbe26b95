package lab.obscura.engine.network.spec;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.List;
import lab.obscura.engine.data.images.ImageShape;

/** Layers that put the same numbers elsewhere. */
public sealed interface Reshaping extends NetworkSpec {

    /** Height × width × channels to a vector, channels fastest. */
    @JsonTypeName("flatten")
    record Flatten() implements Reshaping {

        @Override
        public ImageShape output(ImageShape input) {
            return new ImageShape(1, 1, input.size());
        }
    }

    /** As many numbers in another shape, channels fastest in both: the way back from a vector to an image. */
    @JsonTypeName("reshape")
    record Reshape(int height, int width, int channels) implements Reshaping {

        public static Reshape to(ImageShape shape) {
            return new Reshape(shape.height(), shape.width(), shape.channels());
        }

        @Override
        public ImageShape output(ImageShape input) {
            var shape = new ImageShape(height, width, channels);
            NetworkSpec.require(
                    input.size() == shape.size(),
                    "reshape",
                    input,
                    shape + " has " + shape.size() + " values and not " + input.size());
            return shape;
        }
    }

    /**
     * The axes in another order.
     *
     * @param axes of the input in the order of the output: 0 height, 1 width, 2 channels
     */
    @JsonTypeName("permutation")
    record Permutation(List<Integer> axes) implements Reshaping {

        public Permutation {
            axes = List.copyOf(axes);
            if (axes.size() != 3 || !axes.containsAll(List.of(0, 1, 2))) {
                throw new IllegalArgumentException(
                        "permutation.axes must name 0, 1 and 2 once each, was " + axes + "; [1, 0, 2] turns an image");
            }
        }

        @Override
        public ImageShape output(ImageShape input) {
            int[] sizes = {input.height(), input.width(), input.channels()};
            return new ImageShape(sizes[axes.get(0)], sizes[axes.get(1)], sizes[axes.get(2)]);
        }
    }
}
