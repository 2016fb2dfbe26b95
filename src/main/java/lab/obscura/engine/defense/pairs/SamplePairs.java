package lab.obscura.engine.defense.pairs;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import lab.obscura.engine.defense.FeatureBatch;
import lab.obscura.engine.defense.PartState;
import lab.obscura.engine.defense.PenaltyValue;
import lab.obscura.engine.network.batch.PlacedSamples;
import lab.obscura.engine.network.batch.ResidentWork;

/**
 * All pairs of features of a batch, and of the images that they were made of. Where an engine keeps both, only numbers of pairs travel,
 * in one copy.
 */
public interface SamplePairs {

    int count();

    /** Squared distances of the clean features: count × count, symmetric, zeros on the diagonal. */
    double[] ofFeatures();

    /** The same of the images as the first layer of the edge leaves them. */
    double[] ofImages();

    /**
     * A penalty whose gradient at each feature is {@code factor · Σ_j w_ij (z_i − z_j)}.
     *
     * @param weights count × count; the diagonal does not matter
     */
    PenaltyValue pulling(double value, double[] weights, double factor);

    /** Where they lie. */
    static SamplePairs of(FeatureBatch batch, PartState state) {
        Optional<PlacedSamples> images = batch.images().resident();
        return batch.resident()
                .filter(features -> images.isPresent())
                .flatMap(features -> state.work()
                        .<SamplePairs>map(work -> new Resident(work, PlacedSamples.of(features), images.orElseThrow())))
                .orElseGet(() -> new OnHost(batch));
    }

    /** In Java; each distance is worked out when somebody asks. */
    record OnHost(FeatureBatch batch) implements SamplePairs {

        @Override
        public int count() {
            return batch.count();
        }

        @Override
        public double[] ofFeatures() {
            return new HostSamples(batch.clean(), count()).squaredDistances();
        }

        @Override
        public double[] ofImages() {
            return new HostSamples(batch.images().normalized(), count()).squaredDistances();
        }

        @Override
        public PenaltyValue pulling(double value, double[] weights, double factor) {
            return new PenaltyValue(value, new HostSamples(batch.clean(), count()).pulled(weights, factor));
        }
    }

    /** Where the engine computes. */
    final class Resident implements SamplePairs {

        private final ResidentWork work;
        private final PlacedSamples features;
        private final List<double[]> distances;

        private Resident(ResidentWork work, PlacedSamples features, PlacedSamples images) {
            this.work = work;
            this.features = features;
            this.distances = work.squaredDistances(List.of(features, images));
        }

        @Override
        public int count() {
            return features.batch().count();
        }

        @Override
        public double[] ofFeatures() {
            return distances.get(0);
        }

        @Override
        public double[] ofImages() {
            return distances.get(1);
        }

        @Override
        public PenaltyValue pulling(double value, double[] weights, double factor) {
            double[] weighted = IntStream.range(0, weights.length)
                    .mapToDouble(i -> factor * weights[i])
                    .toArray();
            return PenaltyValue.of(value, work.pulledTogether(features.batch(), weighted));
        }
    }
}
