package lab.obscura.engine.network.spec;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.ToLongBiFunction;
import lab.obscura.engine.data.images.ImageShape;

/** Networks made of networks. */
public sealed interface Composition extends NetworkSpec {

    @Override
    List<NetworkSpec> parts();

    @Override
    List<ImageShape> inputsOfParts(ImageShape input);

    /** The same made of others, as many as there are. */
    Composition of(List<NetworkSpec> parts);

    @Override
    default long multiplyAdds(ImageShape input) {
        return sum(input, NetworkSpec::multiplyAdds);
    }

    @Override
    default long activations(ImageShape input) {
        return sum(input, NetworkSpec::activations);
    }

    private long sum(ImageShape input, ToLongBiFunction<NetworkSpec, ImageShape> ofPart) {
        List<ImageShape> inputs = inputsOfParts(input);
        long sum = 0;
        for (int i = 0; i < inputs.size(); i++) {
            sum += ofPart.applyAsLong(parts().get(i), inputs.get(i));
        }
        return sum;
    }

    @Override
    default Composition drawn(Init init) {
        return of(parts().stream().map(part -> part.drawn(init)).toList());
    }

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
        public List<NetworkSpec> parts() {
            return layers;
        }

        @Override
        public List<ImageShape> inputsOfParts(ImageShape input) {
            var inputs = new ArrayList<ImageShape>();
            ImageShape shape = input;
            for (NetworkSpec layer : layers) {
                inputs.add(shape);
                shape = layer.output(shape);
            }
            return inputs;
        }

        @Override
        public Sequence of(List<NetworkSpec> parts) {
            return new Sequence(parts);
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
        public List<NetworkSpec> parts() {
            return List.of(body, shortcut);
        }

        @Override
        public List<ImageShape> inputsOfParts(ImageShape input) {
            return Collections.nCopies(2, input);
        }

        @Override
        public ResidualSum of(List<NetworkSpec> parts) {
            return new ResidualSum(parts.get(0), parts.get(1));
        }
    }

    /** The outputs of branches that all get the same input, channel behind channel. */
    @JsonTypeName("concatenation")
    record Concatenation(List<NetworkSpec> branches) implements Composition {

        public Concatenation {
            branches = List.copyOf(branches);
        }

        @Override
        public ImageShape output(ImageShape input) {
            NetworkSpec.require(!branches.isEmpty(), "concatenation", input, "it has no branch");
            List<ImageShape> ends =
                    branches.stream().map(branch -> branch.output(input)).toList();
            ImageShape first = ends.get(0);
            boolean fits =
                    ends.stream().allMatch(end -> end.height() == first.height() && end.width() == first.width());
            NetworkSpec.require(fits, "concatenation", input, "its branches end at " + ends);
            int channels = ends.stream().mapToInt(ImageShape::channels).sum();
            return new ImageShape(first.height(), first.width(), channels);
        }

        @Override
        public List<NetworkSpec> parts() {
            return branches;
        }

        @Override
        public List<ImageShape> inputsOfParts(ImageShape input) {
            return Collections.nCopies(branches.size(), input);
        }

        @Override
        public Concatenation of(List<NetworkSpec> parts) {
            return new Concatenation(parts);
        }
    }

    /**
     * {@code body(x) · gate(x)}; an empty sequence as body is the identity. Where the gate has one row, one column or one channel, that one
     * counts for all of the body's.
     */
    @JsonTypeName("product")
    record Product(NetworkSpec body, NetworkSpec gate) implements Composition {

        @Override
        public ImageShape output(ImageShape input) {
            ImageShape a = body.output(input);
            ImageShape b = gate.output(input);
            boolean fits = reaches(b.height(), a.height())
                    && reaches(b.width(), a.width())
                    && reaches(b.channels(), a.channels());
            NetworkSpec.require(fits, "product", input, "its body ends at " + a + ", its gate at " + b);
            return a;
        }

        private static boolean reaches(int gate, int body) {
            return gate == body || gate == 1;
        }

        @Override
        public List<NetworkSpec> parts() {
            return List.of(body, gate);
        }

        @Override
        public List<ImageShape> inputsOfParts(ImageShape input) {
            return Collections.nCopies(2, input);
        }

        @Override
        public Product of(List<NetworkSpec> parts) {
            return new Product(parts.get(0), parts.get(1));
        }
    }
}
