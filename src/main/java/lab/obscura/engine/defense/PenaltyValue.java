package lab.obscura.engine.defense;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import lab.obscura.engine.network.batch.Batch;

/**
 * What a penalty says of a batch.
 *
 * @param value of the unweighted term, for the curves
 * @param gradient of the weighted term with respect to the clean feature, batch · size values; empty when there is none yet
 * @param atTaps further gradients of the weighted term, with respect to what came by at places that the part looks at
 * @param resident further gradients with respect to the clean feature, which lie where the engine computes; the step that takes
 *     them back through the network closes them
 */
public record PenaltyValue(double value, float[] gradient, Map<String, float[]> atTaps, List<Batch> resident) {

    public PenaltyValue {
        atTaps = Map.copyOf(atTaps);
        resident = List.copyOf(resident);
    }

    /** One whose gradients lie on the host. */
    public PenaltyValue(double value, float[] gradient, Map<String, float[]> atTaps) {
        this(value, gradient, atTaps, List.of());
    }

    /** One whose gradient lies where the engine computes. */
    public static PenaltyValue of(double value, Batch resident) {
        return new PenaltyValue(value, new float[0], Map.of(), List.of(resident));
    }

    /** One that does not push into the network. */
    public PenaltyValue(double value, float[] gradient) {
        this(value, gradient, Map.of());
    }

    /** Nothing to say, as before the first refresh. */
    public static PenaltyValue none() {
        return new PenaltyValue(0, new float[0]);
    }

    /** Both together; a missing gradient counts as zero. */
    public PenaltyValue plus(PenaltyValue other) {
        var pushed = new HashMap<>(atTaps);
        other.atTaps.forEach((place, more) -> pushed.merge(place, more, PenaltyValue::sum));
        float[] total = hasGradient() && other.hasGradient()
                ? sum(gradient, other.gradient)
                : hasGradient() ? gradient : other.gradient;
        List<Batch> there =
                Stream.concat(resident.stream(), other.resident.stream()).toList();
        return new PenaltyValue(value + other.value, total, pushed, there);
    }

    /** Value by value. */
    public static float[] sum(float[] a, float[] b) {
        float[] sum = a.clone();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += b[i];
        }
        return sum;
    }

    /** The gradient with respect to the clean feature brought to the host, for a part that compares gradients there. What lay elsewhere is closed. */
    public float[] gradientOnHost() {
        float[] sum = gradient;
        for (Batch there : resident) {
            float[] values = there.values();
            sum = sum.length == 0 ? values : sum(sum, values);
            there.close();
        }
        return sum;
    }

    /** Whether value and gradient are numbers; of gradients elsewhere the next loss tells. */
    public boolean isFinite() {
        double sum = value;
        for (float derivative : gradient) {
            sum += derivative;
        }
        for (float[] pushed : atTaps.values()) {
            for (float derivative : pushed) {
                sum += derivative;
            }
        }
        return Double.isFinite(sum);
    }

    public boolean hasGradient() {
        return gradient.length > 0;
    }
}
