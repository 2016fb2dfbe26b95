package lab.obscura.engine.run;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lab.obscura.engine.network.spec.NetworkSpec;
import lab.obscura.engine.training.SplitNetwork;

/** What the encoder costs on the device ({@code docs/methods/training.md#deployability}). */
final class Deployability {

    private static final int WARM_UP = 20;
    private static final int REPETITIONS = 200;

    private Deployability() {}

    /** Trainable scalars, multiply-adds and latency of the edge for one image, and the bytes that it sends (float32). */
    static Map<String, Double> of(SplitNetwork network) {
        var values = new LinkedHashMap<String, Double>();
        List<NetworkSpec> behind = network.defense().transforms().stream()
                .flatMap(transform -> transform.deviceLayers(network.feature()).stream())
                .toList();
        long parameters = behind.stream().mapToLong(NetworkSpec::parameterCount).sum();
        long multiplyAdds = behind.stream()
                .mapToLong(layers -> layers.multiplyAdds(network.feature()))
                .sum();
        values.put("edgeParameters", (double) network.edge().parameterCount() + parameters);
        values.put("edgeMultiplyAdds", (double) network.edge().multiplyAdds() + multiplyAdds);
        values.put("featureElements", (double) network.feature().size());
        values.put("featureBytes", (double) network.feature().size() * Float.BYTES);
        values.put("edgeLatencyMicros", latencyMicros(network));
        return values;
    }

    /** Median of 200 single images after 20 to warm up. */
    private static double latencyMicros(SplitNetwork network) {
        float[] image = new float[network.spec().input().size()];
        double[] micros = new double[REPETITIONS];
        for (int i = -WARM_UP; i < REPETITIONS; i++) {
            long start = System.nanoTime();
            network.cleanFeatures(image, 1);
            if (i >= 0) {
                micros[i] = (System.nanoTime() - start) / 1e3;
            }
        }
        Arrays.sort(micros);
        return (micros[REPETITIONS / 2 - 1] + micros[REPETITIONS / 2]) / 2;
    }
}
