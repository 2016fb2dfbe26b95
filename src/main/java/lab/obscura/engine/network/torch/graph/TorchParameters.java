package lab.obscura.engine.network.torch.graph;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import lab.obscura.engine.network.graph.AdamStep;
import lab.obscura.engine.network.graph.KeptParameters;
import lab.obscura.engine.network.torch.batch.HostTensors;
import lab.obscura.engine.network.torch.library.Device;
import lab.obscura.engine.network.torch.library.OwnedTensor;
import lab.obscura.engine.network.torch.library.Scope;
import lab.obscura.engine.network.torch.library.Uploads;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** All parameters one after the other in one vector, as many means and mean squares: a step of Adam is a dozen operations on them. */
final class TorchParameters implements KeptParameters {

    private final Map<String, Window> windows = new LinkedHashMap<>();
    private final Tensor values;
    private final Tensor means;
    private final Tensor squares;
    private final Set<String> moved = new LinkedHashSet<>();
    private Optional<float[]> read = Optional.empty();

    /** Where a parameter lies. */
    record Window(int start, int rows, int columns) {

        int length() {
            return rows * columns;
        }
    }

    TorchParameters(Map<String, Start> parameters, Device device) {
        int length = 0;
        for (Map.Entry<String, Start> one : parameters.entrySet()) {
            Start start = one.getValue();
            var window = new Window(length, start.rows(), start.columns());
            windows.put(one.getKey(), window);
            length += window.length();
            if (start.hasMoments()) {
                moved.add(one.getKey());
            }
        }
        float[][] all = new float[3][length];
        parameters.forEach((name, start) -> {
            int from = windows.get(name).start();
            put(start.values(), all[0], from);
            put(start.mean(), all[1], from);
            put(start.square(), all[2], from);
        });
        this.values = uploaded(all[0], device);
        this.means = uploaded(all[1], device);
        this.squares = uploaded(all[2], device);
    }

    private static void put(float[] part, float[] all, int from) {
        System.arraycopy(part, 0, all, from, part.length);
    }

    private static Tensor uploaded(float[] all, Device device) {
        return Scope.quiet(() -> OwnedTensor.from(
                Uploads.moved(new FloatPointer(all), ScalarType.Float, device, ScalarType.Float, all.length)));
    }

    Map<String, Window> windows() {
        return windows;
    }

    /** A copy of all in float64. To be called inside a scope. */
    Tensor exact() {
        return values.to(ScalarType.Double);
    }

    /**
     * A step as {@code AdamMoments} takes it, rounded to float32 afterwards as a state is.
     *
     * @param gradient of all in float64
     * @param names of those that it is taken with
     */
    void step(Tensor gradient, Set<String> names, AdamStep how) {
        Scope.quietly(() -> {
            Tensor shortened = Double.isInfinite(how.longestGradient())
                    ? gradient
                    : gradient.mul(gradient.norm()
                            .clamp_min(new Scalar(Double.MIN_NORMAL))
                            .reciprocal()
                            .mul(new Scalar(how.longestGradient()))
                            .clamp_max(new Scalar(1.0)));
            Tensor mean = followed(means, shortened, how.beta1());
            Tensor square = followed(squares, shortened.square(), how.beta2());
            double rate = how.rate() / (1 - Math.pow(how.beta1(), how.step()));
            double correction = Math.sqrt(1 - Math.pow(how.beta2(), how.step()));
            Tensor falls = mean.mul(new Scalar(rate))
                    .div(square.sqrt().div(new Scalar(correction)).add(new Scalar(how.epsilon())));
            values.copy_(exact().sub(falls));
            means.copy_(mean);
            squares.copy_(square);
        });
        moved.addAll(names);
        read = Optional.empty();
    }

    private static Tensor followed(Tensor known, Tensor now, double share) {
        return known.to(ScalarType.Double).mul(new Scalar(share)).add(now.mul(new Scalar(1 - share)));
    }

    @Override
    public Map<String, Start> moved() {
        if (read.isEmpty() && !moved.isEmpty()) {
            read = Optional.of(
                    Scope.quiet(() -> HostTensors.read(torch.cat(all())).values()));
        }
        var result = new LinkedHashMap<String, Start>();
        moved.forEach(name -> result.put(name, start(windows.get(name), read.orElseThrow())));
        return result;
    }

    private TensorVector all() {
        return new TensorVector(values, means, squares);
    }

    private static Start start(Window window, float[] all) {
        int length = all.length / 3;
        float[][] parts = new float[3][];
        for (int kind = 0; kind < parts.length; kind++) {
            int from = kind * length + window.start();
            parts[kind] = Arrays.copyOfRange(all, from, from + window.length());
        }
        return new Start(window.rows(), window.columns(), parts[0], parts[1], parts[2]);
    }

    @Override
    public Set<String> movedNames() {
        return Set.copyOf(moved);
    }

    @Override
    public void close() {
        OwnedTensor.release(values);
        OwnedTensor.release(means);
        OwnedTensor.release(squares);
    }
}
