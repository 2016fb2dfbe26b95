package lab.obscura.engine.defense;

import java.util.ArrayList;
import java.util.List;
import lab.obscura.engine.seed.RandomStream;
import lab.obscura.engine.seed.Seeds;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A defense: its parts in the order of the definition. No parts is the undefended network. */
public record Defense(List<DefensePart> parts) {

    public Defense {
        parts = List.copyOf(parts);
    }

    public List<FeatureTransform> transforms() {
        return parts.stream()
                .filter(FeatureTransform.class::isInstance)
                .map(FeatureTransform.class::cast)
                .toList();
    }

    public List<Penalty> penalties() {
        return parts.stream()
                .filter(Penalty.class::isInstance)
                .map(Penalty.class::cast)
                .toList();
    }

    /** Independent normal noises add up by their variances. */
    public double noiseStandardDeviation() {
        return Math.sqrt(transforms().stream()
                .mapToDouble(transform -> transform.noiseStandardDeviation() * transform.noiseStandardDeviation())
                .sum());
    }

    /** What is sent for this clean feature: a new array, which the caller closes. */
    public INDArray transmit(INDArray feature, Seeds seeds) {
        INDArray sent = feature.dup('c');
        List<FeatureTransform> transforms = transforms();
        for (int i = 0; i < transforms.size(); i++) {
            INDArray next = transforms.get(i).apply(sent, new RandomStream(seeds.child("transform", i)));
            sent.close();
            sent = next;
        }
        return sent;
    }

    /** The gradient at the clean feature, from the one at what was sent. */
    public INDArray backward(INDArray gradient) {
        INDArray result = gradient;
        var reversed = new ArrayList<>(transforms());
        java.util.Collections.reverse(reversed);
        for (FeatureTransform transform : reversed) {
            result = transform.backward(result);
        }
        return result;
    }
}
