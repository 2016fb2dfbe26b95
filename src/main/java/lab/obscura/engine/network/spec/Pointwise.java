package lab.obscura.engine.network.spec;

import com.fasterxml.jackson.annotation.JsonTypeName;
import lab.obscura.engine.data.images.ImageShape;

/** Layers that look at one value, or at one pair of values, at a time. */
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

    /**
     * Draws from normal distributions: the first half of the channels are means μ, the second half spreads s, and out comes {@code μ +
     * softplus(s − 5) · ε} with ε normal, half as many channels. Gradients go back through the draw to μ and s.
     *
     * @param inEval whether it draws in EVAL mode, too, the same numbers in every pass; else the mean comes out there
     */
    @JsonTypeName("gaussian-sample")
    record GaussianSample(boolean inEval) implements Pointwise {

        @Override
        public ImageShape output(ImageShape input) {
            NetworkSpec.require(
                    input.channels() % 2 == 0,
                    "gaussian-sample",
                    input,
                    "it needs a mean and a spread for each channel");
            return new ImageShape(input.height(), input.width(), input.channels() / 2);
        }
    }
}
