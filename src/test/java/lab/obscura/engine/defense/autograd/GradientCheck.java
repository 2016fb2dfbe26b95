package lab.obscura.engine.defense.autograd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;
import lab.obscura.engine.network.graph.Node;
import lab.obscura.engine.seed.RandomStream;

/** Gradients of a loss against central differences in double precision, parameter by parameter. */
public final class GradientCheck {

    private static final double STEP = 1e-5;
    private static final int MOST_PER_PARAMETER = 4;

    private GradientCheck() {}

    /** Compares some elements of each parameter that the loss uses; returns the largest relative error. */
    public static double largestError(
            LearnedParameters parameters, BiFunction<HostGraph, LearnedParameters, ? extends Node> loss) {
        var graph = new HostGraph(parameters);
        Map<String, Matrix> gradients = graph.gradients(loss.apply(graph, parameters));
        assertThat(gradients).isNotEmpty();
        var errors = new LinkedHashMap<String, Double>();
        for (Map.Entry<String, Matrix> entry : gradients.entrySet()) {
            double error = 0;
            double length = 0;
            double[] values = parameters.get(entry.getKey()).values();
            int[] places = new RandomStream(entry.getKey().hashCode()).permutation(values.length);
            for (int i = 0; i < Math.min(MOST_PER_PARAMETER, places.length); i++) {
                double derivative = derivative(parameters, loss, values, places[i]);
                double gradient = entry.getValue().values()[places[i]];
                error += (gradient - derivative) * (gradient - derivative);
                length += derivative * derivative;
            }
            errors.put(entry.getKey(), Math.sqrt(error) / (Math.sqrt(length) + 1e-7));
        }
        assertThat(errors)
                .allSatisfy((name, error) -> assertThat(error).as(name).isLessThan(1e-3));
        return Collections.max(errors.values());
    }

    private static double derivative(
            LearnedParameters parameters,
            BiFunction<HostGraph, LearnedParameters, ? extends Node> loss,
            double[] values,
            int place) {
        double kept = values[place];
        values[place] = kept + STEP;
        double above = HostNode.of(loss.apply(new HostGraph(parameters), parameters))
                .value()
                .single();
        values[place] = kept - STEP;
        double below = HostNode.of(loss.apply(new HostGraph(parameters), parameters))
                .value()
                .single();
        values[place] = kept;
        return (above - below) / (2 * STEP);
    }

    /** Normal numbers under these names. */
    public static LearnedParameters random(RandomStream random, Map<String, int[]> shapes) {
        var values = new LinkedHashMap<String, Matrix>();
        shapes.forEach((name, shape) -> values.put(name, matrix(random, shape[0], shape[1])));
        return new LearnedParameters(values);
    }

    public static Matrix matrix(RandomStream random, int rows, int columns) {
        Matrix matrix = Matrix.zeros(rows, columns);
        for (int i = 0; i < matrix.values().length; i++) {
            matrix.values()[i] = random.nextGaussian();
        }
        return matrix;
    }
}
