package lab.obscura.engine.attack.generative;

import java.util.Arrays;
import lab.obscura.engine.attack.AttackerView;
import lab.obscura.engine.attack.SentFeatures;
import lab.obscura.engine.attack.WhiteBoxEncoder;
import lab.obscura.engine.attack.inversion.GradientSearch;
import lab.obscura.engine.attack.inversion.GradientSearch.LossGradient;
import lab.obscura.engine.network.FrozenNetwork;
import lab.obscura.engine.network.OptimizerStep;
import lab.obscura.engine.progress.RunContext;

/** Searches among a generator's images for those whose features were received: in its codes, then in its inner features. */
record LatentSearch(Plan plan, String slug, AttackerView view, TrainedGenerator generator, WhiteBoxEncoder encoder) {

    /**
     * How to search codes.
     *
     * @param starts for each target
     * @param weight of the codes' prior
     * @param layers how to search inner features; 0 steps for not at all
     */
    record Plan(int starts, int steps, double rate, double weight, Layers layers) {}

    /**
     * How to search inner features.
     *
     * @param steps at each block
     * @param radius of the first ball by the size of what it is around; that of the k-th block is k times as large
     */
    record Layers(int steps, double rate, double radius) {}

    /** Images of the targets, in [0, 1]. */
    float[] run(RunContext context) {
        int stages = plan.layers().steps() == 0 ? 1 : generator.blocks();
        float[] inner = codes(context.share(0, 1.0 / stages));
        for (int stage = 1; stage < stages; stage++) {
            float[] next = forward(stage - 1, inner);
            inner = refined(stage, next, context.share((double) stage / stages, (stage + 1.0) / stages));
        }
        try (FrozenNetwork rest = generator.from(stages - 1, view.engine())) {
            return rest.forward(inner, inner.length / rest.input().size());
        }
    }

    /** The best of several searches for each target. */
    private float[] codes(RunContext context) {
        float[] sent = view.targets().values();
        int targets = view.targets().count();
        try (FrozenNetwork whole = generator.from(0, view.engine())) {
            int starts = plan.starts();
            float[] received = new float[sent.length * starts];
            for (int start = 0; start < starts; start++) {
                System.arraycopy(sent, 0, received, start * sent.length, sent.length);
            }
            int size = whole.input().size();
            var match = new FeatureMatch(whole, encoder, received);
            float[] first = starts(targets, size);
            float[] found = search("latent", "loss", plan.steps(), plan.rate())
                    .run(
                            first,
                            (at, step) -> withPrior(match, at),
                            GradientSearch.Constraint.NONE,
                            (at, chosen) -> drawn(whole, at, chosen),
                            context);
            return best(found, match.each(found), targets, size);
        }
    }

    private LossGradient withPrior(FeatureMatch match, float[] codes) {
        LossGradient matched = match.at(codes);
        float[] gradient = matched.gradient();
        double prior = generator.codes().addPrior(codes, plan.weight(), gradient);
        return new LossGradient(matched.loss() + prior, gradient);
    }

    /** The same for every target, start after start: the first is the mean code. */
    private float[] starts(int targets, int size) {
        float[] each = generator.codes().starts(plan.starts(), view.seeds().stream("latent.starts"));
        float[] all = new float[each.length * targets];
        for (int start = 0; start < plan.starts(); start++) {
            for (int target = 0; target < targets; target++) {
                System.arraycopy(each, start * size, all, (start * targets + target) * size, size);
            }
        }
        return all;
    }

    private static float[] best(float[] found, double[] losses, int targets, int size) {
        float[] best = new float[targets * size];
        for (int target = 0; target < targets; target++) {
            int chosen = target;
            for (int i = target; i < losses.length; i += targets) {
                chosen = losses[i] < losses[chosen] ? i : chosen;
            }
            System.arraycopy(found, chosen * size, best, target * size, size);
        }
        return best;
    }

    private float[] forward(int block, float[] inner) {
        try (FrozenNetwork one = generator.only(block, view.engine())) {
            return one.forward(inner, inner.length / one.input().size());
        }
    }

    private float[] refined(int stage, float[] inner, RunContext context) {
        try (FrozenNetwork rest = generator.from(stage, view.engine())) {
            var match = new FeatureMatch(rest, encoder, view.targets().values());
            var layers = plan.layers();
            var ball = new OneNormBalls(
                    Arrays.copyOf(inner, inner.length), rest.input().size(), stage * layers.radius());
            return search("layer" + stage, "layer" + stage, layers.steps(), layers.rate())
                    .run(inner, (at, step) -> match.at(at), ball, (at, chosen) -> drawn(rest, at, chosen), context);
        }
    }

    /** Images of some targets; of several codes for one, the first. */
    private static float[] drawn(FrozenNetwork network, float[] inner, int[] chosen) {
        return network.forward(
                new SentFeatures(network.input(), inner).of(chosen).values(), chosen.length);
    }

    private GradientSearch search(String name, String series, int steps, double rate) {
        return new GradientSearch(name, "attack." + slug + "." + series, OptimizerStep.Adam.of(rate, 0), steps);
    }
}
