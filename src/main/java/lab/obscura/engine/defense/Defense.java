package lab.obscura.engine.defense;

import java.util.List;

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

    /** Independent normal noises add up by their variances. */
    public double noiseStandardDeviation() {
        return Math.sqrt(transforms().stream()
                .mapToDouble(transform -> transform.noiseStandardDeviation() * transform.noiseStandardDeviation())
                .sum());
    }
}
