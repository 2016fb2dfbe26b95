package lab.obscura.engine.attack.linear;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import lab.obscura.engine.attack.Attack;
import lab.obscura.engine.attack.AttackImages;
import lab.obscura.engine.attack.AttackerView;
import lab.obscura.engine.attack.Knowledge;
import lab.obscura.engine.attack.NetworkUse;
import lab.obscura.engine.attack.Reconstructions;
import lab.obscura.engine.attack.ThreatModel;
import lab.obscura.engine.attack.WorkingMemory;
import lab.obscura.engine.network.spec.SplitSpec;
import lab.obscura.engine.progress.RunContext;
import lab.obscura.engine.settings.Info;
import lab.obscura.engine.settings.SettingsReader;

/**
 * The best linear map from features to pixels, in closed form.
 *
 * <p>The floor under every attacker that learns: it needs no steps, no rate and no luck, so a decoder that does worse was not given enough
 * of something. Strong where the encoder is shallow; blind to everything that is not linear.
 *
 * <p>{@code x̂ = W z + b}, ridge regression; {@code docs/methods/attacks.md#linear-attacker}.
 */
public record LinearAttack(SettingsReader settings) implements Attack {

    /** Line of the catalog. */
    public static final Info INFO = Info.of("linear", "Linear map")
            .describedAs("Finds the best linear map from features to pixels in closed form, as a floor for the others")
            .from("Hoerl and Kennard, Technometrics 1970, for ridge regression; ours as an attack")
            .with(Knowledge.SETTING);

    private static final int TARGETS_AT_ONCE = 500;

    @Override
    public Info info() {
        return INFO;
    }

    @Override
    public ThreatModel needs() {
        return ThreatModel.BLACK_BOX;
    }

    @Override
    public List<NetworkUse> networks(SplitSpec split, AttackImages images) {
        return List.of(); // one system of equations instead
    }

    @Override
    public double multiplyAdds(SplitSpec split, AttackImages images) {
        int values = split.feature().size();
        int training = LinearFit.training(images.own());
        LinearForm form = LinearForm.of(training, values);
        double size = form.size(training, values);
        double products = form == LinearForm.DUAL ? size * size * values : training * size * size;
        double solving =
                11 * (size * size * size / 6 + size * size * split.input().size());
        return products / 2 + solving + size * split.input().size() * (images.own() + (double) images.targets());
    }

    @Override
    public WorkingMemory workingMemory(SplitSpec split, AttackImages images) {
        int values = split.feature().size();
        int training = LinearFit.training(images.own());
        LinearForm form = LinearForm.of(training, values);
        double size = form.size(training, values);
        double pixels = split.input().size();
        double batch = Math.min(TARGETS_AT_ONCE, Math.max(training, images.targets()));
        double kept = form == LinearForm.DUAL ? (double) training * values * Float.BYTES : 0;
        double batches = Double.BYTES * batch * (3.0 * values + 2 * size + 3 * pixels);
        return new WorkingMemory(
                kept + batches, RidgeSystem.bytes(size, pixels) + Double.BYTES * batch * (size + pixels));
    }

    @Override
    public Reconstructions run(AttackerView view, RunContext context) {
        int values = view.feature().size();
        LinearForm form = LinearForm.of(LinearFit.training(view.auxiliary().count()), values);
        UnaryOperator<double[]> shown = UnaryOperator.identity();
        int size = values;
        if (form == LinearForm.PROJECTED) {
            size = LinearForm.MOST_VALUES;
            shown = new SignProjection(values, size, view.seeds().stream("linear.projection"))::of;
        }
        int[] order = view.seeds().stream("linear.validation")
                .permutation(view.auxiliary().count());
        var pairs = new OwnPairs(view, view.auxiliary(), view.queryResponses(), order, shown, size);
        try (var fit = new LinearFit(pairs, form)) {
            fit.learn(context);
            return rebuilt(fit, view, shown, context);
        }
    }

    private static Reconstructions rebuilt(
            LinearFit fit, AttackerView view, UnaryOperator<double[]> shown, RunContext context) {
        float[] sent = view.targets().values();
        int values = view.feature().size();
        int count = sent.length / values;
        float[] pixels = new float[count * view.image().size()];
        for (int from = 0; from < count; from += TARGETS_AT_ONCE) {
            context.checkStop();
            int to = Math.min(count, from + TARGETS_AT_ONCE);
            double[] images = fit.images(shown.apply(doubles(Arrays.copyOfRange(sent, from * values, to * values))));
            for (int i = 0; i < images.length; i++) {
                pixels[from * view.image().size() + i] = (float) images[i];
            }
            context.progress(0.9 + 0.1 * to / count);
        }
        return new Reconstructions(view.image(), pixels);
    }

    static double[] doubles(float[] values) {
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
    }
}
