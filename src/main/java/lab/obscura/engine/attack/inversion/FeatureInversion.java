package lab.obscura.engine.attack.inversion;

import java.util.LinkedHashMap;
import lab.obscura.engine.attack.Curve;
import lab.obscura.engine.attack.PixelScale;
import lab.obscura.engine.attack.Reconstructions;
import lab.obscura.engine.attack.SentFeatures;
import lab.obscura.engine.attack.WhiteBoxEncoder;
import lab.obscura.engine.checkpoint.CheckpointFile;
import lab.obscura.engine.checkpoint.Checkpoints;
import lab.obscura.engine.checkpoint.Position;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.OptimizerStep;
import lab.obscura.engine.network.Tensor;
import lab.obscura.engine.progress.RunContext;
import lab.obscura.engine.progress.TrainingDivergedException;
import lab.obscura.engine.seed.Seeds;

/**
 * Searches images whose features are what was received: {@code F(u) = mean (f(u) − z)² + tv · TV(u) + l2 · mean u²}, by gradient
 * descent on u ({@code docs/methods/attacks.md#maximum-likelihood}). One search for all images at once. Keeps a checkpoint when one is due.
 */
public record FeatureInversion(Plan plan, String series, ImageShape image, PixelScale scale) {

    private static final int POINTS = 100;
    private static final String GUESS = "guess";

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

    /** The loss at one place and its gradient. */
    private record LossGradient(double loss, float[] gradient) {}

    public Reconstructions run(WhiteBoxEncoder encoder, SentFeatures target, Seeds seeds, RunContext context) {
        int count = target.count();
        float[] guess = start(count, seeds);
        var optimizer = new PixelOptimizer(plan.optimizer(), guess.length);
        var curve = new Curve(series, context);
        Checkpoints checkpoints = context.checkpoints().named("search");
        var latest = context.latest(checkpoints);
        if (latest.isPresent()) {
            restore(latest.get(), guess, optimizer);
            curve.retell(latest.get());
            context.log(context.stage() + ": search resumes after "
                    + Position.of(latest.get()).steps() + " of " + plan.steps() + " steps");
        }
        int every = Math.max(1, plan.steps() / POINTS);
        for (int step = latest.map(Position::of).orElse(Position.START).steps() + 1; step <= plan.steps(); step++) {
            context.checkStop();
            LossGradient derivative = derivative(encoder, guess, target, seeds.family("inversion.noise", step));
            if (!Double.isFinite(derivative.loss())) {
                double rate = plan.optimizer().learningRate();
                throw new TrainingDivergedException("The loss of the search for images", step, step, rate);
            }
            optimizer.step(guess, derivative.gradient());
            if (step == 1 || step % every == 0) {
                curve.tell(step, derivative.loss());
            }
            context.progress((double) step / plan.steps());
            if (checkpoints.isDue()) {
                context.save(checkpoints, new Position(0, step), state(guess, optimizer, curve));
            }
        }
        return new Reconstructions(image, scale.pixels(guess));
    }

    private static CheckpointFile state(float[] guess, PixelOptimizer optimizer, Curve curve) {
        var facts = new LinkedHashMap<String, Object>();
        curve.addTo(facts);
        var tensors = new LinkedHashMap<>(optimizer.state());
        tensors.put(GUESS, new Tensor(new long[] {guess.length}, guess));
        return new CheckpointFile(facts, tensors);
    }

    private static void restore(CheckpointFile state, float[] guess, PixelOptimizer optimizer) {
        optimizer.load(state.tensors(), Position.of(state).steps());
        System.arraycopy(state.tensors().get(GUESS).values(), 0, guess, 0, guess.length);
    }

    private float[] start(int count, Seeds seeds) {
        if (plan.start() == Start.ZEROS) {
            return new float[count * image.size()];
        }
        return scale.scaled(seeds.stream("inversion.start").gaussians(count * image.size(), 1));
    }

    private LossGradient derivative(WhiteBoxEncoder encoder, float[] guess, SentFeatures target, Seeds noise) {
        float[] pixels = scale.unclamped(guess);
        int draws = Math.max(1, plan.noiseDraws());
        float[] gradient = new float[guess.length];
        double loss = 0;
        for (int draw = 0; draw < draws; draw++) {
            float[] features = plan.noiseDraws() == 0
                    ? encoder.clean(pixels, target.count())
                    : encoder.sent(pixels, target.count(), noise.family("draw", draw));
            float[] derivative = new float[features.length];
            loss += distance(features, target, derivative) / draws;
            float[] back = scale.backward(encoder.gradient(derivative));
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] += back[i] / draws;
            }
        }
        return new LossGradient(loss + addPriors(guess, target.count(), gradient), gradient);
    }

    /** {@code mean (f − z)²}, per image or over the batch, and its gradient. */
    private double distance(float[] features, SentFeatures target, float[] gradient) {
        double share = plan.isJoint() ? features.length : target.shape().size();
        double sum = 0;
        for (int i = 0; i < features.length; i++) {
            double difference = features[i] - target.values()[i];
            sum += difference * difference;
            gradient[i] = (float) (2 * difference / share);
        }
        return sum / share;
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
