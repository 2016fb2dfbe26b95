package lab.obscura.engine.attack.decoder;

import lab.obscura.engine.attack.Access;
import lab.obscura.engine.attack.AttackerView;
import lab.obscura.engine.attack.Reconstructions;
import lab.obscura.engine.attack.ThreatModel;
import lab.obscura.engine.network.batch.Batch;
import lab.obscura.engine.progress.RunContext;
import lab.obscura.engine.seed.Seeds;
import lab.obscura.engine.settings.Info;
import lab.obscura.engine.settings.Setting;
import lab.obscura.engine.settings.SettingsReader;

/**
 * A decoder for targets that send the same image several times: it averages the features, and learns from averages.
 *
 * <p>Takes noise away that is redrawn each time (the deviation falls by the root of the number of repeats); gains nothing where
 * the defense has no randomness.
 *
 * <p>{@code min_D E |D(1/k · Σ_j T_j(f(x))) − x|²}, judged on averages of k transmissions; our completion, {@code
 * docs/methods/attacks.md#repeated-queries}.
 */
public record RepeatedQueryDecoder(SettingsReader settings) implements LadderAttack {

    static final Setting<Integer> REPEATS = Setting.integer("repeats", 2, 256)
            .defaultsTo(8)
            .describedAs("How often each target image is sent, and how often each own image is asked")
            .inSlugsAs("k")
            .alwaysInSlugs();

    /** Line of the catalog. */
    public static final Info INFO = Info.of("repeated-query-decoder", "Decoder of repeated queries")
            .describedAs("Averages several features of the same image and learns from such averages")
            .from("Ours")
            .with(DecoderSettings.with(REPEATS));

    @Override
    public Info info() {
        return INFO;
    }

    @Override
    public ThreatModel needs() {
        return ThreatModel.of(Access.QUERIES, Access.AUXILIARY_IMAGES, Access.REPEATS);
    }

    @Override
    public Reconstructions run(AttackerView view, RunContext context) {
        int repeats = settings.get(REPEATS);
        var plan = plan(view);
        return new DecoderTraining(
                        plan,
                        view,
                        view.auxiliary(),
                        view.feature(),
                        (images, draw) -> mean(view, images, repeats, draw))
                .run(
                        decoder(view.feature(), view.image()),
                        view.targetsAveraged(repeats).values(),
                        context);
    }

    private static Batch mean(AttackerView view, int[] images, int repeats, Seeds draw) {
        float[] sum = new float[0];
        for (int repeat = 0; repeat < repeats; repeat++) {
            try (Batch next = view.queryResponses().transmitted(images, draw.family("repeat", repeat))) {
                sum = repeat == 0 ? next.values() : sum(sum, next.values());
            }
        }
        for (int i = 0; i < sum.length; i++) {
            sum[i] /= repeats;
        }
        return Batch.of(sum, view.feature());
    }

    private static float[] sum(float[] a, float[] b) {
        float[] sum = new float[a.length];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = a[i] + b[i];
        }
        return sum;
    }
}
