package lab.obscura.engine.network.spec;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.List;
import lab.obscura.engine.data.images.ImageShape;

/** Networks made of networks. */
public sealed interface Composition extends NetworkSpec {

    /** One layer after another. */
    @JsonTypeName("sequence")
    record Sequence(List<NetworkSpec> layers) implements Composition {

        public Sequence {
            layers = List.copyOf(layers);
        }

        @Override
        public ImageShape output(ImageShape input) {
            ImageShape shape = input;
            for (NetworkSpec layer : layers) {
                shape = layer.output(shape);
            }
            return shape;
        }

        @Override
        public long multiplyAdds(ImageShape input) {
            long sum = 0;
            ImageShape shape = input;
            for (NetworkSpec layer : layers) {
                sum += layer.multiplyAdds(shape);
                shape = layer.output(shape);
            }
            return sum;
        }
    }

    /** {@code body(x) + shortcut(x)}; an empty sequence as shortcut is the identity. */
    @JsonTypeName("residual-sum")
    record ResidualSum(NetworkSpec body, NetworkSpec shortcut) implements Composition {

        @Override
        public ImageShape output(ImageShape input) {
            ImageShape a = body.output(input);
            ImageShape b = shortcut.output(input);
            NetworkSpec.require(a.equals(b), "residual-sum", input, "its branches end at " + a + " and " + b);
            return a;
        }

        @Override
        public long multiplyAdds(ImageShape input) {
            return body.multiplyAdds(input) + shortcut.multiplyAdds(input);
        }
    }
}
