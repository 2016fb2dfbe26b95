package lab.obscura.engine.network.spec;

import com.fasterxml.jackson.annotation.JsonTypeName;
import lab.obscura.engine.data.images.ImageShape;

/** Layers that take one number of several. */
public sealed interface Pools extends NetworkSpec {

    /** Largest value of each size × size window, windows that do not fit are left out (floor). */
    @JsonTypeName("max-pool")
    record MaxPool(int size, int stride) implements Pools {

        @Override
        public ImageShape output(ImageShape input) {
            boolean fits = input.height() >= size && input.width() >= size;
            NetworkSpec.require(fits, "max-pool", input, "its window is " + size + "x" + size);
            return new ImageShape(
                    (input.height() - size) / stride + 1, (input.width() - size) / stride + 1, input.channels());
        }
    }

    /** Mean over space: 1 × 1 × channels. */
    @JsonTypeName("global-average-pool")
    record GlobalAveragePool() implements Pools {

        @Override
        public ImageShape output(ImageShape input) {
            return new ImageShape(1, 1, input.channels());
        }
    }

    /** Largest value over space: 1 × 1 × channels. */
    @JsonTypeName("global-max-pool")
    record GlobalMaxPool() implements Pools {

        @Override
        public ImageShape output(ImageShape input) {
            return new ImageShape(1, 1, input.channels());
        }
    }

    /**
     * The largest value and the mean of all channels, place by place: height × width × 2, in this order. Channels that share the largest
     * value share its gradient.
     */
    @JsonTypeName("channel-pool")
    record ChannelPool() implements Pools {

        @Override
        public ImageShape output(ImageShape input) {
            return new ImageShape(input.height(), input.width(), 2);
        }
    }
}
