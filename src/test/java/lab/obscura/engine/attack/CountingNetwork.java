package lab.obscura.engine.attack;

import java.util.Map;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.Gradients;
import lab.obscura.engine.network.Network;
import lab.obscura.engine.network.NetworkState;
import lab.obscura.engine.network.OptimizerStep;
import lab.obscura.engine.network.Pass;
import lab.obscura.engine.network.Tensor;
import lab.obscura.engine.network.Wanted;
import lab.obscura.engine.network.batch.Batch;
import lab.obscura.engine.network.spec.NetworkSpec;

/** A network that knows how often it was updated, and nothing else. */
final class CountingNetwork implements Network {

    private static final String STEPS = "steps";

    private int steps;

    int steps() {
        return steps;
    }

    void forgetAll() {
        steps = 0;
    }

    @Override
    public void update(OptimizerStep step) {
        steps++;
    }

    @Override
    public NetworkState state() {
        return new NetworkState(Map.of(STEPS, new Tensor(new long[] {1}, new float[] {steps})));
    }

    @Override
    public void load(NetworkState state) {
        steps = (int) state.required(STEPS).values()[0];
    }

    @Override
    public long parameterCount() {
        return 1;
    }

    @Override
    public NetworkSpec spec() {
        throw new UnsupportedOperationException();
    }

    @Override
    public ImageShape input() {
        throw new UnsupportedOperationException();
    }

    @Override
    public ImageShape output() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Batch forward(Batch input, Pass pass) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Batch backward(Batch outputGradient, Wanted wanted) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Gradients gradients() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        // holds nothing
    }
}
