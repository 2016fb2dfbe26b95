package lab.obscura.engine.network.dl4j.layer;

import lab.obscura.engine.network.dl4j.array.Ops;
import lab.obscura.engine.network.spec.NetworkSpec.Function;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.scalar.LeakyReLU;
import org.nd4j.linalg.api.ops.impl.scalar.Step;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Sigmoid;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Tanh;
import org.nd4j.linalg.factory.Nd4j;

/** The functions of {@link Function} and their derivatives. */
enum PointwiseFunction {
    RELU(true) {
        @Override
        void apply(INDArray x, INDArray y) {
            Ops.relu(x, y);
        }

        @Override
        void derivative(INDArray x, INDArray y, INDArray derivative) {
            // relu_bp takes three times as long.
            Nd4j.exec(new Step(y, derivative, 0));
        }
    },
    SIGMOID(true) {
        @Override
        void apply(INDArray x, INDArray y) {
            Nd4j.exec(new Sigmoid(x, y));
        }

        @Override
        void derivative(INDArray x, INDArray y, INDArray derivative) {
            y.rsub(1, derivative).muli(y);
        }
    },
    TANH(true) {
        @Override
        void apply(INDArray x, INDArray y) {
            Nd4j.exec(new Tanh(x, y));
        }

        @Override
        void derivative(INDArray x, INDArray y, INDArray derivative) {
            y.mul(y, derivative).rsubi(1);
        }
    },
    SILU(false) {
        @Override
        void apply(INDArray x, INDArray y) {
            Nd4j.exec(new Sigmoid(x, y));
            y.muli(x);
        }

        @Override
        void derivative(INDArray x, INDArray y, INDArray derivative) {
            // s + y·(1 − s) with s = sigmoid(x)
            Nd4j.exec(new Sigmoid(x, derivative));
            try (INDArray rest = derivative.rsub(1)) {
                derivative.addi(rest.muli(y));
            }
        }
    },
    LEAKY_RELU(true) {
        @Override
        void apply(INDArray x, INDArray y) {
            Nd4j.exec(new LeakyReLU(x, y, NEGATIVE_SLOPE));
        }

        @Override
        void derivative(INDArray x, INDArray y, INDArray derivative) {
            Nd4j.exec(new Step(y, derivative, 0));
            derivative.muli(1 - NEGATIVE_SLOPE).addi(NEGATIVE_SLOPE);
        }
    };

    private static final double NEGATIVE_SLOPE = 0.2;

    private final boolean derivativeNeedsOnlyValue;

    PointwiseFunction(boolean derivativeNeedsOnlyValue) {
        this.derivativeNeedsOnlyValue = derivativeNeedsOnlyValue;
    }

    /** {@code y} may be {@code x} for functions whose derivative needs only the value. */
    abstract void apply(INDArray x, INDArray y);

    /** Writes the derivative at x, where the value is y, into {@code derivative}. */
    abstract void derivative(INDArray x, INDArray y, INDArray derivative);

    boolean derivativeNeedsOnlyValue() {
        return derivativeNeedsOnlyValue;
    }

    static PointwiseFunction of(Function function) {
        return valueOf(function.name());
    }
}
