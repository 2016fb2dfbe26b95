package lab.obscura.engine.attack.inversion;

import java.util.LinkedHashMap;
import java.util.Locale;
import lab.obscura.engine.attack.Curve;
import lab.obscura.engine.checkpoint.CheckpointFile;
import lab.obscura.engine.checkpoint.Checkpoints;
import lab.obscura.engine.checkpoint.Position;
import lab.obscura.engine.network.OptimizerStep;
import lab.obscura.engine.network.Tensor;
import lab.obscura.engine.progress.RunContext;
import lab.obscura.engine.progress.TrainingDivergedException;

/**
 * Gradient descent on values that are no weights: pixels, latents, inner features of a generator. Keeps a checkpoint when one is due and
 * behind the last step, and resumes from there.
 *
 * @param name of this loop within the attack: small letters
 * @param series of its curve
 */
public record GradientSearch(String name, String series, OptimizerStep optimizer, int steps) {

    private static final int POINTS = 100;
    private static final int LINES = 20;
    private static final String GUESS = "guess";

    /** What is to become small. */
    public interface Objective {

        /** @param step counted from 1; whatever is random must depend on it alone */
        LossGradient at(float[] guess, int step);
    }

    /** The loss at one place and its gradient. */
    public record LossGradient(double loss, float[] gradient) {}

    /** What people see of a search. */
    public interface Drawing {

        /** The images of some targets at a guess; must change nothing. */
        float[] of(float[] guess, int[] targets);
    }

    /** Where the guess may be: moves it there behind every step. */
    public interface Constraint {

        Constraint NONE = guess -> {};

        void apply(float[] guess);
    }

    /**
     * Searches.
     *
     * @param start is not changed
     * @return the guess behind the last step
     */
    public float[] run(float[] start, Objective objective, Constraint constraint, Drawing drawing, RunContext context) {
        float[] guess = start.clone();
        var moments = new PixelOptimizer(optimizer, guess.length);
        var curve = new Curve(series, context);
        Checkpoints checkpoints = context.checkpoints().named(name);
        var latest = context.latest(checkpoints);
        if (latest.isPresent()) {
            restore(latest.get(), guess, moments);
            curve.retell(latest.get());
            context.log(context.stage() + ": " + name + " resumes after "
                    + Position.of(latest.get()).steps() + " of " + steps + " steps");
        }
        int every = Math.max(1, steps / POINTS);
        for (int step = latest.map(Position::of).orElse(Position.START).steps() + 1; step <= steps; step++) {
            context.checkStop();
            LossGradient derivative = objective.at(guess, step);
            if (!Double.isFinite(derivative.loss())) {
                throw new TrainingDivergedException("The loss of the " + name, step, step, optimizer.learningRate());
            }
            moments.step(guess, derivative.gradient());
            constraint.apply(guess);
            if (step == 1 || step % every == 0) {
                curve.tell(step, derivative.loss());
            }
            String detail = "step " + step + " of " + steps;
            context.progress((double) step / steps, detail);
            if (step % Math.max(1, steps / LINES) == 0) {
                context.log(context.stage() + ": " + name + ", " + detail + ": loss "
                        + String.format(Locale.ROOT, "%.5g", derivative.loss()));
                context.pictures().show(detail, targets -> drawing.of(guess, targets));
            }
            if (checkpoints.isDue() || step == steps) {
                context.save(checkpoints, new Position(0, step), state(guess, moments, curve));
            }
        }
        return guess;
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
}
