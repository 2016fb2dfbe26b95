package lab.obscura.engine.defense.transform;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.obscura.engine.defense.Defense;
import lab.obscura.engine.defense.FeatureTransform;
import lab.obscura.engine.defense.Features;
import lab.obscura.engine.defense.PartState;
import lab.obscura.engine.defense.Sent;
import lab.obscura.engine.defense.TrainingAccess;
import lab.obscura.engine.defense.TrainingRule;
import lab.obscura.engine.network.Tensor;
import lab.obscura.engine.seed.RandomStream;
import lab.obscura.engine.settings.Info;
import lab.obscura.engine.settings.LearningSettings;
import lab.obscura.engine.settings.Setting;
import lab.obscura.engine.settings.SettingsReader;

/**
 * Cloak: when the network is trained, it is learned how much noise each element of the feature bears; elements that bear much are not
 * sent, a constant stands in their place.
 *
 * <p>Needs no other training of the network, and hides for good what the cloud does not use. What the cloud does use is sent with little
 * noise, and the choice is the same for all images.
 *
 * <p>{@code min_ρ CE(g(f(x) + σ ε), y) − l · mean log σ, σ = 1 + tanh ρ}, in standard deviations of the feature; then, where σ reaches
 * the threshold, {@code min_μ} of the task's loss with μ in the element's place. Mireshghallah et al., WWW 2021; {@code
 * docs/methods/noise-and-privacy.md#cloak}.
 */
public final class Cloak implements FeatureTransform, TrainingRule {

    static final Setting<Integer> EPOCHS = LearningSettings.EPOCHS
            .defaultsTo(5)
            .describedAs("Passes over the training images for the noise, and as many for the constants");

    static final Setting<Integer> BATCH_SIZE = LearningSettings.BATCH_SIZE.defaultsTo(128);

    static final Setting<Double> AMPLITUDE = Setting.decimal("amplitude", 0, 100)
            .defaultsTo(0.1)
            .describedAs("l: what a larger noise is worth against the task's loss");

    static final Setting<Double> THRESHOLD = Setting.decimal("threshold", 0, 2)
            .defaultsTo(1.0)
            .describedAs("From which noise on, in standard deviations of the feature, an element is not sent");

    static final Setting<Double> LEARNING_RATE = LearningSettings.LEARNING_RATE.defaultsTo(0.01);

    /** Line of the catalog. */
    public static final Info INFO = Info.of("cloak", "Cloak (sends what the cloud needs)")
            .describedAs(
                    "Learns how much noise each element bears, and sends constants in the place of those that bear much")
            .from("Mireshghallah et al., WWW 2021")
            .with(EPOCHS, BATCH_SIZE, AMPLITUDE, THRESHOLD, LEARNING_RATE);

    /** Standard deviation of each element's noise. */
    private static final String DEVIATIONS = "deviations";
    /** What stands in the place of elements that are not sent. */
    private static final String CONSTANTS = "constants";
    /** 1 for elements that are sent, else 0. */
    private static final String KEPT = "kept";

    private final SettingsReader settings;

    public Cloak(SettingsReader settings) {
        this.settings = settings;
    }

    @Override
    public Info info() {
        return INFO;
    }

    @Override
    public boolean actsIn(Moment moment) {
        return moment != Moment.TRAINING;
    }

    @Override
    public boolean keepsImagesApart() {
        return false;
    }

    /** While the network itself is still in training nothing is known yet. */
    @Override
    public Sent apply(Features features, Moment moment, RandomStream random, PartState state) {
        Optional<float[]> deviations = state.find(DEVIATIONS).map(Tensor::values);
        if (deviations.isEmpty()) {
            return Sent.unchanged(features);
        }
        float[] kept = state.find(KEPT).orElseThrow().values();
        float[] constants = state.find(CONSTANTS).orElseThrow().values();
        float[] sent = random.gaussians(features.values().length, 1);
        for (int i = 0; i < sent.length; i++) {
            int d = i % kept.length;
            sent[i] = kept[d] == 1 ? features.values()[i] + deviations.get()[d] * sent[i] : constants[d];
        }
        return new Sent(sent, gradient -> {
            float[] back = new float[gradient.length];
            for (int i = 0; i < back.length; i++) {
                back[i] = gradient[i] * kept[i % kept.length];
            }
            return back;
        });
    }

    @Override
    public int passesAfterTraining() {
        return 2 * settings.get(EPOCHS);
    }

    @Override
    public void afterTraining(TrainingAccess access, PartState state) {
        List.of(DEVIATIONS, CONSTANTS, KEPT).forEach(state::remove);
        var search = new CloakSearch(
                access,
                new CloakSearch.Effort(settings.get(EPOCHS), settings.get(BATCH_SIZE), settings.get(LEARNING_RATE)),
                settings.get(AMPLITUDE));
        double[] noise = search.noise();
        double[] kept = new double[noise.length];
        for (int d = 0; d < noise.length; d++) {
            kept[d] = noise[d] < settings.get(THRESHOLD) ? 1 : 0;
        }
        double[] deviations = search.scaled(noise);
        put(state, DEVIATIONS, deviations);
        put(state, CONSTANTS, search.constants(deviations, kept));
        put(state, KEPT, kept);
    }

    private static void put(PartState state, String name, double[] values) {
        float[] rounded = new float[values.length];
        for (int d = 0; d < rounded.length; d++) {
            rounded[d] = (float) values[d];
        }
        state.put(name, new Tensor(new long[] {rounded.length}, rounded));
    }

    @Override
    public Map<String, Double> metrics(Defense whole, PartState state) {
        return state.find(KEPT)
                .map(kept -> Map.of("sentShare", share(kept.values())))
                .orElseGet(Map::of);
    }

    @Override
    public List<String> warnings(PartState state) {
        double share = state.find(KEPT).map(kept -> share(kept.values())).orElse(1.0);
        if (share == 0) {
            return List.of(
                    "every element bears noise above the threshold, so only constants are sent; raise threshold or lower amplitude");
        }
        return share == 1
                ? List.of(
                        "no element bears noise above the threshold, so all are sent; lower threshold, or raise amplitude or epochs")
                : List.of();
    }

    private static double share(float[] kept) {
        double sum = 0;
        for (float each : kept) {
            sum += each;
        }
        return sum / kept.length;
    }
}
