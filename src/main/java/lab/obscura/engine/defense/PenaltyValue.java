package lab.obscura.engine.defense;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;
import lab.obscura.engine.network.batch.Batch;

/**
 * What a penalty says of a batch.
 *
 * @param reading of the value of the unweighted term, for the curves; on a card it waits for all that was asked of it
 * @param gradient of the weighted term with respect to the clean feature, batch · size values; empty when there is none yet
 * @param atTaps further gradients of the weighted term, with respect to what came by at places that the part looks at
 * @param resident further gradients with respect to the clean feature, which lie where the engine computes; the step that takes
 *     them back through the network closes them
 * @param residentAtTaps the same at places that the part looks at
 */
public record PenaltyValue(
        DoubleSupplier reading,
        float[] gradient,
        Map<String, float[]> atTaps,
        List<Batch> resident,
        Map<String, List<Batch>> residentAtTaps) {

    public PenaltyValue {
        atTaps = Map.copyOf(atTaps);
        resident = List.copyOf(resident);
        residentAtTaps = Map.copyOf(residentAtTaps);
    }

    /** One whose gradients lie on the host. */
    public PenaltyValue(double value, float[] gradient, Map<String, float[]> atTaps) {
        this(() -> value, gradient, atTaps, List.of(), Map.of());
    }

    /** One whose gradient lies where the engine computes. */
    public static PenaltyValue of(double value, Batch resident) {
        return of(() -> value, resident);
    }

    /** One whose gradient and value lie where the engine computes. */
    public static PenaltyValue of(DoubleSupplier reading, Batch resident) {
        return new PenaltyValue(reading, new float[0], Map.of(), List.of(resident), Map.of());
    }

    /** One that pushes at a place which the part looks at, where the engine computes. */
    public static PenaltyValue at(String place, DoubleSupplier reading, Batch resident) {
        return new PenaltyValue(reading, new float[0], Map.of(), List.of(), Map.of(place, List.of(resident)));
    }

    /** One that does not push into the network. */
    public PenaltyValue(double value, float[] gradient) {
        this(value, gradient, Map.of());
    }

    /** Nothing to say, as before the first refresh. */
    public static PenaltyValue none() {
        return new PenaltyValue(0, new float[0]);
    }

    /** Of the unweighted term. */
    public double value() {
        return reading.getAsDouble();
    }

    /** Both together; a missing gradient counts as zero. */
    public PenaltyValue plus(PenaltyValue other) {
        var pushed = new HashMap<>(atTaps);
        other.atTaps.forEach((place, more) -> pushed.merge(place, more, PenaltyValue::sum));
        float[] total = hasGradient() && other.hasGradient()
                ? sum(gradient, other.gradient)
                : hasGradient() ? gradient : other.gradient;
        var there = new HashMap<>(residentAtTaps);
        other.residentAtTaps.forEach((place, more) -> there.merge(place, more, PenaltyValue::joined));
        return new PenaltyValue(() -> value() + other.value(), total, pushed, joined(resident, other.resident), there);
    }

    private static List<Batch> joined(List<Batch> some, List<Batch> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    /** Places at which there is a gradient. */
    public Set<String> places() {
        var places = new HashSet<>(atTaps.keySet());
        places.addAll(residentAtTaps.keySet());
        return places;
    }

    /** Releases the gradients that lie where the engine computes. */
    public void closeResident() {
        resident.forEach(Batch::close);
        residentAtTaps.values().forEach(some -> some.forEach(Batch::close));
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
        double sum = value();
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
