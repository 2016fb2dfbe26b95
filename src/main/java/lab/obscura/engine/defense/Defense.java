package lab.obscura.engine.defense;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import lab.obscura.engine.network.spec.SplitSpec;

/** A defense: its parts in the order of the definition. No parts is the undefended network. */
public record Defense(List<DefensePart> parts) {

    public Defense {
        parts = List.copyOf(parts);
    }

    public List<FeatureTransform> transforms() {
        return of(FeatureTransform.class);
    }

    public List<Penalty> penalties() {
        return of(Penalty.class);
    }

    /** The parts of one kind, in their order. */
    public <T extends DefensePart> List<T> of(Class<T> kind) {
        return parts.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** All places that the parts look at. */
    public Set<String> taps(SplitSpec network) {
        return parts.stream().flatMap(part -> part.taps(network).stream()).collect(Collectors.toSet());
    }

    /** Independent normal noises add up by their variances. */
    public double noiseStandardDeviation() {
        return Math.sqrt(transforms().stream()
                .mapToDouble(transform -> transform.noiseStandardDeviation() * transform.noiseStandardDeviation())
                .sum());
    }

    /** Whether additive, isotropic, normal noise is all that happens to a feature: what formulas about such noise need. */
    public boolean sendsNormalNoiseAlone() {
        return !transforms().isEmpty()
                && transforms().stream().allMatch(transform -> transform.noiseStandardDeviation() > 0);
    }
}
