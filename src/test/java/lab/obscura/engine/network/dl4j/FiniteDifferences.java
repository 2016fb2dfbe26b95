package lab.obscura.engine.network.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import lab.obscura.engine.data.ImageShape;
import lab.obscura.engine.network.NetworkSpec;
import lab.obscura.engine.network.Pass;
import lab.obscura.engine.network.Wanted;
import lab.obscura.engine.seed.RandomStream;
import lab.obscura.engine.seed.Seeds;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Compares a network's gradients in float64 with central differences of {@code sum(output · r)} for a fixed random r. The error
 * of each tensor is measured against the largest entry of its gradient.
 */
final class FiniteDifferences implements AutoCloseable {

    private static final double STEP = 1e-5;
    private static final double TOLERANCE = 1e-4;

    private final Dl4jNetwork network;
    private final INDArray input;
    private final INDArray direction;
    private final Pass pass;

    private FiniteDifferences(NetworkSpec spec, ImageShape shape, int batch, Pass pass) {
        var engine = Dl4jEngine.inDoublePrecision();
        this.network = (Dl4jNetwork) engine.build(spec, shape, Seeds.of(3));
        this.pass = pass;
        this.input = random(1, batch, shape);
        this.direction = random(2, batch, spec.output(shape));
        spreadParameters();
    }

    static void check(NetworkSpec spec, ImageShape shape, int batch, Pass pass) {
        try (var differences = new FiniteDifferences(spec, shape, batch, pass)) {
            differences.checkAll();
        }
    }

    /** Gains of one and shifts of zero would hide mistakes; running statistics are moved by two passes. */
    private void spreadParameters() {
        var random = new RandomStream(4);
        for (Parameter parameter : network.parameters().all()) {
            INDArray values = parameter.value();
            for (long i = 0; i < values.length(); i++) {
                values.putScalar(i, values.getDouble(i) + random.between(-0.2, 0.2));
            }
        }
        network.forward(input, Pass.train(Seeds.of(5)));
        network.forward(input, Pass.train(Seeds.of(5)));
    }

    static INDArray random(long seed, int batch, ImageShape shape) {
        var random = new RandomStream(seed);
        double[] values = new double[batch * shape.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextGaussian();
        }
        return Nd4j.createFromArray(values).reshape(batch, shape.height(), shape.width(), shape.channels());
    }

    private double loss() {
        return network.forward(input, pass).mul(direction).sumNumber().doubleValue();
    }

    private void checkAll() {
        network.gradients().clear();
        network.forward(input, pass);
        INDArray inputGradient = network.backward(direction, Wanted.BOTH).dup();
        for (Parameter parameter : network.parameters().all()) {
            compare(parameter.name(), parameter.gradient().dup(), parameter.value());
        }
        compare("input", inputGradient, input);
    }

    @Override
    public void close() {
        network.close();
    }

    private void compare(String name, INDArray gradient, INDArray values) {
        double scale = 1e-6 + gradient.amaxNumber().doubleValue();
        for (long i = 0; i < values.length(); i++) {
            double before = values.getDouble(i);
            values.putScalar(i, before + STEP);
            double above = loss();
            values.putScalar(i, before - STEP);
            double below = loss();
            values.putScalar(i, before);
            double expected = (above - below) / (2 * STEP);
            assertThat(Math.abs(gradient.getDouble(i) - expected) / scale)
                    .as("%s[%d]: gradient %s, finite difference %s", name, i, gradient.getDouble(i), expected)
                    .isLessThan(TOLERANCE);
        }
    }
}
