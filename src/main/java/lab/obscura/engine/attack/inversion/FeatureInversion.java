package lab.obscura.engine.attack.inversion;

import lab.obscura.engine.attack.PixelScale;
import lab.obscura.engine.attack.Reconstructions;
import lab.obscura.engine.attack.SentFeatures;
import lab.obscura.engine.attack.WhiteBoxEncoder;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.OptimizerStep;
import lab.obscura.engine.progress.RunContext;
import lab.obscura.engine.seed.Seeds;

/**
 * Searches images whose features are what was received: {@code F(u) = mean (f(u) − z)² + tv · TV(u) + l2 · mean u²}, by gradient
 * descent on u ({@code docs/methods/attacks.md#maximum-likelihood}). One search for all images at once.
 */
public record FeatureInversion(Plan plan, String series, ImageShape image, PixelScale scale) {

    /** Where the search begins. */
    public enum Start {
        /** In the middle of its space. */
        ZEROS,
        /** At normal values, taken as pixels. */
        GAUSSIAN
    }

    /** Over what the loss is a mean. */
    public enum Grouping {
        EACH_IMAGE,
        ALL_IMAGES
    }

    /**
     * What the search knows of images.
     *
     * @param tv weight of the total variation
     * @param l2 weight of the mean square
     */
    public record Prior(double tv, TotalVariation.Form form, double l2) {

        public static Prior roughness(double tv) {
            return new Prior(tv, TotalVariation.Form.SQUARED, 0);
        }
    }

    /**
     * How to search.
     *
     * @param steps of the optimizer
     * @param noiseDraws draws of the defense's randomness over which the gradient is averaged; 0 compares with the feature
     *     before any
     */
    public record Plan(
            Start start, OptimizerStep optimizer, int steps, Prior prior, Grouping grouping, int noiseDraws) {

        boolean isJoint() {
            return grouping == Grouping.ALL_IMAGES;
        }

        double passes() {
            return (double) steps * Math.max(1, noiseDraws);
        }
    }

    public Reconstructions run(WhiteBoxEncoder encoder, SentFeatures target, Seeds seeds, RunContext context) {
        return run(encoder, SearchTarget.received(target, plan.isJoint()), seeds, context);
    }

    Reconstructions run(WhiteBoxEncoder encoder, SearchTarget target, Seeds seeds, RunContext context) {
        var search = new GradientSearch("search", series, plan.optimizer(), plan.steps());
        float[] guess = search.run(
                start(target.count(), seeds),
                (at, step) -> derivative(encoder, at, target, seeds.family("inversion.noise", step)),
                GradientSearch.Constraint.NONE,
                (at, targets) ->
                        new Reconstructions(image, scale.pixels(at)).of(targets).pixels(),
                context);
        return new Reconstructions(image, scale.pixels(guess));
    }

    private float[] start(int count, Seeds seeds) {
        if (plan.start() == Start.ZEROS) {
            return new float[count * image.size()];
        }
        return scale.scaled(seeds.stream("inversion.start").gaussians(count * image.size(), 1));
    }

    private GradientSearch.LossGradient derivative(
            WhiteBoxEncoder encoder, float[] guess, SearchTarget target, Seeds noise) {
        float[] pixels = scale.unclamped(guess);
        int draws = Math.max(1, plan.noiseDraws());
        float[] gradient = new float[guess.length];
        double loss = 0;
        for (int draw = 0; draw < draws; draw++) {
            float[] features = plan.noiseDraws() == 0
                    ? encoder.clean(pixels, target.count())
                    : encoder.sent(pixels, target.count(), noise.family("draw", draw));
            float[] derivative = new float[features.length];
            loss += target.loss(features, derivative) / draws;
            float[] back = scale.backward(encoder.gradient(derivative));
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] += back[i] / draws;
            }
        }
        return new GradientSearch.LossGradient(loss + addPriors(guess, target.count(), gradient), gradient);
    }

    private double addPriors(float[] guess, int count, float[] gradient) {
        int group = plan.isJoint() ? count : 1;
        var variation = new TotalVariation(image, plan.prior().form());
        double sum = 0;
        for (int from = 0; plan.prior().tv() > 0 && from < count; from += group) {
            sum += variation.addGradient(
                    guess, from * image.size(), group, plan.prior().tv(), gradient);
        }
        double share = (double) group * image.size();
        for (int i = 0; plan.prior().l2() > 0 && i < guess.length; i++) {
            sum += plan.prior().l2() * guess[i] * guess[i] / share;
            gradient[i] += (float) (2 * plan.prior().l2() * guess[i] / share);
        }
        return sum;
    }
}
