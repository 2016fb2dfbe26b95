package lab.obscura.engine.defense.training;

import lab.obscura.engine.network.spec.Composition;
import lab.obscura.engine.network.spec.NetworkSpec;
import lab.obscura.engine.network.spec.Normalizations.BatchNorm;
import lab.obscura.engine.network.spec.Normalizations.GroupNorm;
import lab.obscura.engine.network.spec.Segment;
import lab.obscura.engine.network.spec.SplitSpec;

/** Norms that look at one image in the place of those that look at a batch. */
final class GroupNorms {

    private GroupNorms() {}

    /** @param most groups; the largest number up to it that divides a norm's channels is taken */
    static SplitSpec insteadOfBatchNorms(SplitSpec split, int most) {
        return new SplitSpec(
                split.input(),
                split.segments().stream()
                        .map(segment -> new Segment(segment.side(), segment.end(), replaced(segment.layers(), most)))
                        .toList());
    }

    static boolean hasBatchNorm(SplitSpec split) {
        return split.segments().stream().anyMatch(segment -> hasBatchNorm(segment.layers()));
    }

    private static boolean hasBatchNorm(NetworkSpec layers) {
        return layers instanceof BatchNorm || layers.parts().stream().anyMatch(GroupNorms::hasBatchNorm);
    }

    private static NetworkSpec replaced(NetworkSpec layers, int most) {
        if (layers instanceof BatchNorm norm) {
            int groups = Math.min(most, norm.channels());
            while (norm.channels() % groups != 0) {
                groups--;
            }
            return new GroupNorm(norm.channels(), groups, norm.epsilon());
        }
        if (layers instanceof Composition composition) {
            return composition.of(composition.parts().stream()
                    .map(part -> replaced(part, most))
                    .toList());
        }
        return layers;
    }
}
