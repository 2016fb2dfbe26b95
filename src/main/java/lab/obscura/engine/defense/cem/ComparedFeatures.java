package lab.obscura.engine.defense.cem;

import java.util.Optional;
import lab.obscura.engine.defense.FeatureBatch;
import lab.obscura.engine.defense.PartState;
import lab.obscura.engine.defense.PenaltyValue;
import lab.obscura.engine.defense.cem.bank.ClassMixtures;
import lab.obscura.engine.defense.cem.bank.KMeans;
import lab.obscura.engine.network.batch.Batch;
import lab.obscura.engine.network.batch.KeptCenters;

/** The features of a batch beside the centers of their classes, wherever they lie. */
interface ComparedFeatures {

    /** Where the engine keeps them, else in Java. */
    static ComparedFeatures of(FeatureBatch batch, ClassMixtures mixtures, PartState state) {
        Optional<KeptCenters> centers = batch.resident().isPresent() ? mixtures.keptIn(state) : Optional.empty();
        return centers.<ComparedFeatures>map(
                        there -> new Resident(batch.resident().orElseThrow(), there))
                .orElseGet(() -> new OnHost(batch, mixtures.centroids()));
    }

    /**
     * From each feature to so many centers.
     *
     * @param first center of each feature; below 0 for one without
     * @return feature after feature
     */
    double[] squaredDistances(int[] first, int count);

    /**
     * A penalty whose gradient is {@code factor · (z − center)} at each feature.
     *
     * @param center of each feature; one without has none
     */
    PenaltyValue pulling(double value, int[] center, double[] factors);

    /**
     * In Java.
     *
     * @param centers one after the other
     */
    record OnHost(FeatureBatch batch, float[] centers) implements ComparedFeatures {

        @Override
        public double[] squaredDistances(int[] first, int count) {
            double[] distances = new double[first.length * count];
            for (int i = 0; i < first.length; i++) {
                for (int j = 0; first[i] >= 0 && j < count; j++) {
                    distances[i * count + j] =
                            KMeans.squaredDistance(batch.clean(), i, centers, first[i] + j, batch.size());
                }
            }
            return distances;
        }

        @Override
        public PenaltyValue pulling(double value, int[] center, double[] factors) {
            int size = batch.size();
            float[] clean = batch.clean();
            float[] gradient = new float[clean.length];
            for (int i = 0; i < center.length; i++) {
                if (center[i] < 0 || factors[i] == 0) {
                    continue;
                }
                int from = center[i] * size;
                for (int d = 0; d < size; d++) {
                    float difference = clean[i * size + d] - centers[from + d];
                    gradient[i * size + d] = (float) (factors[i] * difference);
                }
            }
            return new PenaltyValue(value, gradient);
        }
    }

    /** Where the engine computes: distances and factors travel, features do not. */
    record Resident(Batch batch, KeptCenters centers) implements ComparedFeatures {

        @Override
        public double[] squaredDistances(int[] first, int count) {
            float[] distances = centers.squaredDistances(batch, first, count);
            double[] exact = new double[distances.length];
            for (int i = 0; i < exact.length; i++) {
                exact[i] = distances[i];
            }
            return exact;
        }

        @Override
        public PenaltyValue pulling(double value, int[] center, double[] factors) {
            float[] rounded = new float[factors.length];
            for (int i = 0; i < rounded.length; i++) {
                rounded[i] = (float) factors[i];
            }
            return PenaltyValue.of(value, centers.pulls(batch, center, rounded));
        }
    }
}
