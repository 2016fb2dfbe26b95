package lab.obscura.engine.network.spec;

import com.fasterxml.jackson.annotation.JsonTypeName;
import lab.obscura.engine.data.images.ImageShape;

/** Layers that look at one value at a time. */
public sealed interface Pointwise extends NetworkSpec {

    /** A point-wise function. */
    @JsonTypeName("activation")
    record Activation(Function function) implements Pointwise {

        @Override
        public ImageShape output(ImageShape input) {
            return input;
        }
    }

    /** In TRAIN mode zeroes each value with this probability and scales the rest by 1 / (1 − rate); nothing in EVAL mode. */
    @JsonTypeName("dropout")
    record Dropout(double rate) implements Pointwise {

        @Override
        public ImageShape output(ImageShape input) {
            return input;
        }
    }
}
