package lab.obscura.engine.defense.transform;

import java.util.Arrays;
import java.util.Optional;
import lab.obscura.engine.defense.FeatureBatch;
import lab.obscura.engine.defense.FeatureTransform;
import lab.obscura.engine.defense.Features;
import lab.obscura.engine.defense.PartState;
import lab.obscura.engine.defense.Sent;
import lab.obscura.engine.defense.TrainingAccess;
import lab.obscura.engine.defense.TrainingRule;
import lab.obscura.engine.network.AdamMoments;
import lab.obscura.engine.network.OptimizerStep;
import lab.obscura.engine.network.Tensor;
import lab.obscura.engine.seed.RandomStream;
import lab.obscura.engine.settings.Info;
import lab.obscura.engine.settings.LearningSettings;
import lab.obscura.engine.settings.Setting;
import lab.obscura.engine.settings.SettingsReader;

/**
 * Shredder: when the network is trained, noise tensors are learned that are as large as the cloud bears; each feature is sent with one
 * of them.
 *
 * <p>Costs no accuracy by construction and needs no other training of the network. There are only a few tensors, so an attacker who
 * learns from answers can learn them, too.
 *
 * <p>{@code min_N CE(g(f(x) + N), y) − l · mean|N|}, weights frozen, N drawn from Laplace(0, b · std f(x)) at first. Mireshghallah et
 * al., ASPLOS 2020; {@code docs/methods/noise-and-privacy.md#shredder}. Defaults and the optimizer (Adam) are our completion.
 */
public final class Shredder implements FeatureTransform, TrainingRule {

    static final Setting<Integer> TENSORS =
            Setting.integer("tensors", 1, 1000).defaultsTo(20).describedAs("Noise tensors that are learned");

    static final Setting<Integer> EPOCHS =
            LearningSettings.EPOCHS.defaultsTo(5).describedAs("Passes over the training images for each tensor");

    static final Setting<Integer> BATCH_SIZE = LearningSettings.BATCH_SIZE.defaultsTo(128);

    static final Setting<Double> AMPLITUDE = Setting.decimal("amplitude", 0, 100)
            .defaultsTo(0.01)
            .describedAs("l: what a larger noise is worth against the task's loss");

    static final Setting<Double> START = Setting.decimal("start", 0, 100)
            .defaultsTo(1.0)
            .describedAs("b: scale of the first noise, in standard deviations of the feature");

    static final Setting<Double> LEARNING_RATE = LearningSettings.LEARNING_RATE.defaultsTo(0.01);

    /** Line of the catalog. */
    public static final Info INFO = Info.of("shredder", "Shredder (learned noise)")
            .describedAs("Learns noise tensors that hide the feature and leave the cloud's answer as it is")
            .from("Mireshghallah et al., ASPLOS 2020")
            .with(TENSORS, EPOCHS, BATCH_SIZE, AMPLITUDE, START, LEARNING_RATE);

    private static final String NOISE = "noise";

    private final SettingsReader settings;

    public Shredder(SettingsReader settings) {
        this.settings = settings;
    }

    @Override
    public Info info() {
        return INFO;
    }

    @Override
    public boolean keepsImagesApart() {
        return false;
    }

    @Override
    public boolean actsIn(Moment moment) {
        return moment != Moment.TRAINING;
    }

    /** While the network itself is still in training there is no noise yet. */
    @Override
    public Sent apply(Features features, Moment moment, RandomStream random, PartState state) {
        Optional<Tensor> noise = state.find(NOISE);
        if (noise.isEmpty()) {
            return Sent.unchanged(features);
        }
        int size = features.shape().size();
        float[] all = noise.get().values();
        float[] sent = features.values().clone();
        for (int i = 0; i < features.count(); i++) {
            int chosen = random.nextInt(all.length / size);
            for (int d = 0; d < size; d++) {
                sent[i * size + d] += all[chosen * size + d];
            }
        }
        return Sent.added(sent);
    }

    @Override
    public int passesAfterTraining() {
        return settings.get(TENSORS) * settings.get(EPOCHS);
    }

    @Override
    public void afterTraining(TrainingAccess access, PartState state) {
        state.remove(NOISE);
        int size = access.feature().size();
        int tensors = settings.get(TENSORS);
        float[] noise = new float[tensors * size];
        for (int t = 0; t < tensors; t++) {
            System.arraycopy(learned(access, t), 0, noise, t * size, size);
        }
        state.put(NOISE, new Tensor(new long[] {tensors, size}, noise));
    }

    private float[] learned(TrainingAccess access, int tensor) {
        int count = access.count(TrainingAccess.Source.TRAINING);
        int batchSize = Math.min(settings.get(BATCH_SIZE), count);
        int size = access.feature().size();
        double[] noise = new double[size];
        var how = OptimizerStep.Adam.of(settings.get(LEARNING_RATE), 0);
        var moments = new AdamMoments(size);
        long step = 0;
        for (int epoch = 1; epoch <= settings.get(EPOCHS); epoch++) {
            int[] order =
                    access.seeds().stream("shredder.shuffle", tensor, epoch).permutation(count);
            for (int from = 0; from + batchSize <= count; from += batchSize) {
                access.checkStop();
                int[] places = Arrays.copyOfRange(order, from, from + batchSize);
                var seeds = access.seeds().family("shredder.batch", tensor, epoch, from);
                FeatureBatch batch = access.ask(TrainingAccess.Source.TRAINING, places, seeds);
                if (epoch == 1 && from == 0) {
                    begin(noise, batch, access.seeds().stream("shredder.start", tensor));
                }
                step++;
                double[] falls = moments.step(how, step, derivatives(access, batch, noise));
                for (int d = 0; d < size; d++) {
                    noise[d] -= falls[d];
                }
            }
        }
        float[] result = new float[size];
        for (int d = 0; d < size; d++) {
            result[d] = (float) noise[d];
        }
        return result;
    }

    private void begin(double[] noise, FeatureBatch batch, RandomStream random) {
        double scale = settings.get(START) * standardDeviation(batch.clean());
        for (int d = 0; d < noise.length; d++) {
            noise[d] = Laplace.draw(random, scale);
        }
    }

    private static double standardDeviation(float[] values) {
        double sum = 0;
        double squares = 0;
        for (float value : values) {
            sum += value;
            squares += (double) value * value;
        }
        double mean = sum / values.length;
        return Math.sqrt(Math.max(0, squares / values.length - mean * mean));
    }

    /** Of the task's loss and of the reward for a large noise. */
    private double[] derivatives(TrainingAccess access, FeatureBatch batch, double[] noise) {
        float[] sent = batch.sent().clone();
        for (int i = 0; i < sent.length; i++) {
            sent[i] += (float) noise[i % noise.length];
        }
        float[] gradient = access.judge(sent, batch.labels()).gradient();
        double[] derivatives = new double[noise.length];
        for (int i = 0; i < gradient.length; i++) {
            derivatives[i % noise.length] += gradient[i];
        }
        for (int d = 0; d < noise.length; d++) {
            derivatives[d] -= settings.get(AMPLITUDE) * Math.signum(noise[d]) / noise.length;
        }
        return derivatives;
    }
}
