package lab.obscura.engine.defense.pairs;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import lab.obscura.engine.defense.FeatureBatch;
import lab.obscura.engine.defense.PartState;
import lab.obscura.engine.defense.PenaltyValue;
import lab.obscura.engine.defense.ResidentBatch;
import lab.obscura.engine.defense.Taps;
import lab.obscura.engine.network.batch.Batch;
import lab.obscura.engine.network.batch.PlacedSamples;

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

    /** The same of what came by at one of the places that were named. */
    double[] at(String place);

    /**
     * As {@link #pulling} at one of the places that were named.
     *
     * @param value of this term alone
     */
    PenaltyValue pullingAt(String place, double value, double[] weights);

    /**
     * A penalty whose gradient at each feature is {@code factor · Σ_j w_ij (z_i − z_j)}.
     *
     * @param weights count × count; the diagonal does not matter
     */
    PenaltyValue pulling(double value, double[] weights, double factor);

    /** Where they lie. */
    static SamplePairs of(FeatureBatch batch, PartState state) {
        return of(batch, state, List.of());
    }

    /** @param places whose pairs are to be known as well */
    static SamplePairs of(FeatureBatch batch, PartState state, List<String> places) {
        return ResidentBatch.of(batch, state)
                .<SamplePairs>map(there -> Resident.of(there, batch.taps(), places))
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
        public double[] at(String place) {
            return samples(place).squaredDistances();
        }

        @Override
        public PenaltyValue pullingAt(String place, double value, double[] weights) {
            return new PenaltyValue(
                    value, new float[0], Map.of(place, samples(place).pulled(weights, 1)));
        }

        private HostSamples samples(String place) {
            return new HostSamples(batch.taps().at(place).values(), count());
        }

        @Override
        public PenaltyValue pulling(double value, double[] weights, double factor) {
            return new PenaltyValue(value, new HostSamples(batch.clean(), count()).pulled(weights, factor));
        }
    }

    /** Where the engine computes. */
    final class Resident implements SamplePairs {

        private final ResidentBatch there;
        private final Map<String, Batch> places;
        private final Map<String, double[]> distances;
        private final double[] ofFeatures;
        private final double[] ofImages;

        private Resident(ResidentBatch there, Map<String, Batch> places, List<double[]> all) {
            this.there = there;
            this.places = places;
            this.ofFeatures = all.get(0);
            this.ofImages = all.get(1);
            this.distances = new LinkedHashMap<>();
            Iterator<double[]> rest = all.subList(2, all.size()).iterator();
            places.keySet().forEach(place -> distances.put(place, rest.next()));
        }

        private static Resident of(ResidentBatch there, Taps taps, List<String> places) {
            var batches = new LinkedHashMap<String, Batch>();
            var sets = new ArrayList<>(List.of(PlacedSamples.of(there.features()), there.images()));
            for (String place : places) {
                Batch seen = taps.at(place).resident().orElseThrow();
                batches.put(place, seen);
                sets.add(PlacedSamples.of(seen));
            }
            return new Resident(there, batches, there.work().squaredDistances(sets));
        }

        @Override
        public int count() {
            return there.features().count();
        }

        @Override
        public double[] ofFeatures() {
            return ofFeatures;
        }

        @Override
        public double[] ofImages() {
            return ofImages;
        }

        @Override
        public double[] at(String place) {
            return distances.get(place);
        }

        @Override
        public PenaltyValue pullingAt(String place, double value, double[] weights) {
            return PenaltyValue.at(place, () -> value, there.work().pulledTogether(places.get(place), weights));
        }

        @Override
        public PenaltyValue pulling(double value, double[] weights, double factor) {
            double[] weighted = IntStream.range(0, weights.length)
                    .mapToDouble(i -> factor * weights[i])
                    .toArray();
            return PenaltyValue.of(value, there.work().pulledTogether(there.features(), weighted));
        }
    }
}
