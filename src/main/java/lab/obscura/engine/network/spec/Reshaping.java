package lab.obscura.engine.network.spec;

import com.fasterxml.jackson.annotation.JsonTypeName;
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
}
