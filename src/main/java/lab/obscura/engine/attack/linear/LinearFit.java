package lab.obscura.engine.attack.linear;

import java.util.Arrays;
import java.util.Locale;
import lab.obscura.engine.progress.RunContext;

/**
 * Ridge regression from features to images, in closed form: {@code x̂ = clamp(x̄ + W (z − z̄))} with
 * {@code W = argmin Σ |x − x̄ − W (z − z̄)|² + penalty · |W|²}. The penalty is the one of {@code 10^{−6…3} · trace(Σ (z − z̄)(z − z̄)ᵀ) / m}
 * that rebuilds the last tenth of the images best, which the map does not learn from.
 */
final class LinearFit implements AutoCloseable {

    private static final int BATCH = 500;
    private static final int LEAST_EXPONENT = -6;
    private static final int LARGEST_EXPONENT = 3;

    private final Pairs pairs;
    private final int training;
    private final LinearForm form;
    private final RidgeSystem system;
    private double[] meanImage = {};
    private Representation representation = features -> features;
    private double unit;

    /** What the attacker knows of its own images. */
    interface Pairs {

        int count();

        /** Values of one feature. */
        int values();

        /** Values of one image. */
        int pixels();

        /** Features of the images from one position (inclusive) to another (exclusive); the same at every call. */
        double[] features(int from, int to);

        double[] images(int from, int to);
    }

    /** What stands for features in the system: vectors of a size of its own, around the mean of the training features. */
    private interface Representation {
        double[] of(double[] features);
    }

    /** @param form the dual one, or any other for the products of the feature's values */
    LinearFit(Pairs pairs, LinearForm form) {
        this.pairs = pairs;
        this.form = form;
        this.training = training(pairs.count());
        this.system = new RidgeSystem(form == LinearForm.DUAL ? training : pairs.values(), pairs.pixels());
    }

    /** Sums the system up, tries every penalty on the images that the map does not learn from, and keeps the best one's map. */
    void learn(RunContext context) {
        double[] mean = mean(pairs.values(), pairs::features, context);
        meanImage = mean(pairs.pixels(), pairs::images, context);
        representation = form == LinearForm.DUAL ? dual(mean, context) : primal(mean, context);
        unit = system.trace() / pairs.values();
        if (unit > 0) {
            choosePenalty(context);
        }
    }

    /** All but the last tenth; a single image has to do for both. */
    static int training(int images) {
        return Math.max(1, images - Math.max(1, images / 10));
    }

    private interface Rows {
        double[] of(int from, int to);
    }

    private double[] mean(int size, Rows rows, RunContext context) {
        double[] mean = new double[size];
        for (int from = 0; from < training; from += BATCH) {
            context.checkStop();
            double[] batch = rows.of(from, Math.min(training, from + BATCH));
            for (int i = 0; i < batch.length; i++) {
                mean[i % size] += batch[i] / training;
            }
        }
        return mean;
    }

    private static double[] minus(double[] rows, double[] mean) {
        double[] centered = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            centered[i] = rows[i] - mean[i % mean.length];
        }
        return centered;
    }

    private Representation primal(double[] mean, RunContext context) {
        for (int from = 0; from < training; from += BATCH) {
            context.checkStop();
            int to = Math.min(training, from + BATCH);
            double[] batch = minus(pairs.features(from, to), mean);
            system.addProducts(batch);
            system.addTargets(batch, minus(pairs.images(from, to), meanImage));
            context.progress(0.5 * to / training);
        }
        return features -> minus(features, mean);
    }

    /** Every feature becomes its products with the training features, which are kept for that. */
    private Representation dual(double[] mean, RunContext context) {
        float[][] kept = new float[training][mean.length];
        for (int from = 0; from < training; from += BATCH) {
            context.checkStop();
            int to = Math.min(training, from + BATCH);
            double[] batch = pairs.features(from, to);
            double[] unit = new double[(to - from) * training];
            for (int i = from; i < to; i++) {
                unit[(i - from) * training + i] = 1;
                for (int d = 0; d < mean.length; d++) {
                    kept[i][d] = (float) batch[(i - from) * mean.length + d];
                }
            }
            system.addTargets(unit, minus(pairs.images(from, to), meanImage));
        }
        for (int from = 0; from < mean.length; from += BATCH) {
            context.checkStop();
            int to = Math.min(mean.length, from + BATCH);
            system.addProducts(columns(kept, mean, from, to));
            context.progress(0.5 * to / mean.length);
        }
        return features -> products(kept, mean, features);
    }

    /** One value of the feature after the other, each of all images. */
    private static double[] columns(float[][] kept, double[] mean, int from, int to) {
        double[] columns = new double[(to - from) * kept.length];
        for (int d = from; d < to; d++) {
            for (int i = 0; i < kept.length; i++) {
                columns[(d - from) * kept.length + i] = kept[i][d] - mean[d];
            }
        }
        return columns;
    }

    private static double[] products(float[][] kept, double[] mean, double[] features) {
        double[] centered = minus(features, mean);
        double[] products = new double[features.length / mean.length * kept.length];
        Arrays.parallelSetAll(products, place -> {
            float[] image = kept[place % kept.length];
            int start = place / kept.length * mean.length;
            double sum = 0;
            for (int d = 0; d < mean.length; d++) {
                sum += (image[d] - mean[d]) * centered[start + d];
            }
            return sum;
        });
        return products;
    }

    private void choosePenalty(RunContext context) {
        double least = Double.POSITIVE_INFINITY;
        double best = unit;
        for (int exponent = LEAST_EXPONENT; exponent <= LARGEST_EXPONENT; exponent++) {
            double penalty = Math.pow(10, exponent) * unit;
            double error = validationError(penalty, context);
            if (error < least) {
                least = error;
                best = penalty;
            }
            context.progress(0.5 + 0.4 * (exponent - LEAST_EXPONENT + 1) / (LARGEST_EXPONENT - LEAST_EXPONENT + 1));
        }
        context.log(String.format(
                Locale.ROOT, "%s: %s, penalty %.3g, validation mse %.6f", context.stage(), form, best, least));
        system.solve(best);
    }

    private double validationError(double candidate, RunContext context) {
        system.solve(candidate);
        int first = Math.min(training, pairs.count() - 1);
        double sum = 0;
        for (int from = first; from < pairs.count(); from += BATCH) {
            context.checkStop();
            int to = Math.min(pairs.count(), from + BATCH);
            double[] images = pairs.images(from, to);
            double[] rebuilt = images(pairs.features(from, to));
            for (int i = 0; i < images.length; i++) {
                sum += (rebuilt[i] - images[i]) * (rebuilt[i] - images[i]);
            }
        }
        return sum / ((double) (pairs.count() - first) * pairs.pixels());
    }

    /** The images that the latest map makes of features: the mean image where no feature differs from another. */
    double[] images(double[] features) {
        double[] images = unit > 0
                ? system.answers(representation.of(features))
                : new double[features.length / pairs.values() * pairs.pixels()];
        for (int i = 0; i < images.length; i++) {
            images[i] = Math.max(0, Math.min(1, images[i] + meanImage[i % meanImage.length]));
        }
        return images;
    }

    @Override
    public void close() {
        system.close();
    }
}
