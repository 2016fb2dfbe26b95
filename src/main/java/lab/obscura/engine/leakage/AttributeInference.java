package lab.obscura.engine.leakage;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import lab.obscura.engine.data.images.Attributes;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.defense.adversary.AttributeGuess;
import lab.obscura.engine.defense.adversary.AttributeLoss;
import lab.obscura.engine.network.Network;
import lab.obscura.engine.network.OptimizerStep;
import lab.obscura.engine.network.Pass;
import lab.obscura.engine.network.Wanted;
import lab.obscura.engine.network.batch.Batch;
import lab.obscura.engine.progress.RunContext;
import lab.obscura.engine.progress.TrainingDivergedException;
import lab.obscura.engine.settings.Info;
import lab.obscura.engine.settings.LearningSettings;
import lab.obscura.engine.settings.Setting;
import lab.obscura.engine.settings.SettingsReader;

/**
 * How well a fresh attacker guesses an attribute of the image from what is sent: a classifier that learns on the training images'
 * features, after the defense has finished, judged on the test images'.
 *
 * <p>Whatever an adversary of the defense was fooled with, this one starts anew. {@code
 * docs/methods/leakage-estimators.md#attribute-inference}. Source: the evaluation of Li et al. (DeepObfuscator), IoTDI 2021.
 */
public final class AttributeInference implements LeakageEstimator {

    private static final int ASKED_AT_ONCE = 256;

    static final Setting<Integer> EPOCHS = LearningSettings.EPOCHS.defaultsTo(20);

    static final Setting<Integer> BATCH_SIZE = LearningSettings.BATCH_SIZE.defaultsTo(64);

    static final Setting<Double> LEARNING_RATE = LearningSettings.LEARNING_RATE
            .defaultsTo(1e-3)
            .describedAs("Adam's step size at the start; it falls to 0 along a cosine");

    public static final Info INFO = Info.of("attribute-inference", "Attribute inference")
            .describedAs(
                    "Trains a fresh attacker that guesses an attribute from what is sent, and says how often it is right")
            .from("Li et al. (DeepObfuscator), IoTDI 2021")
            .with(EPOCHS, BATCH_SIZE, LEARNING_RATE);

    private final SettingsReader settings;

    public AttributeInference(SettingsReader settings) {
        this.settings = settings;
    }

    @Override
    public Info info() {
        return INFO;
    }

    @Override
    public boolean needsTraining() {
        return true;
    }

    @Override
    public Optional<String> lack(MeasuredFeatures features) {
        return features.test().images().attributes().areThere()
                ? Optional.empty()
                : Optional.of("the images of this data set have no attribute; give it a file attributes.txt");
    }

    @Override
    public Map<String, Double> of(MeasuredFeatures features, RunContext context) {
        Attributes attributes = features.test().images().attributes();
        var layers =
                AttributeGuess.layers(features.feature(), attributes.names().size());
        try (Network network = features.engine()
                .build(layers, features.feature(), features.seeds().family("weights"))) {
            learn(network, features, context);
            var values = new LinkedHashMap<String, Double>();
            values.put("attribute.accuracy", accuracy(network, features.test()));
            values.put("attribute.chance", AttributeLoss.commonest(attributes));
            return values;
        }
    }

    private void learn(Network network, MeasuredFeatures features, RunContext context) {
        MeasuredFeatures.Part train = features.train();
        int count = train.images().count();
        int size = Math.min(settings.get(BATCH_SIZE), count);
        int batches = count / size;
        int epochs = settings.get(EPOCHS);
        double rate = settings.get(LEARNING_RATE);
        for (int epoch = 1; epoch <= epochs; epoch++) {
            int[] order = features.seeds().stream("shuffle", epoch).permutation(count);
            double sum = 0;
            for (int batch = 0; batch < batches; batch++) {
                context.checkStop();
                double done = (epoch - 1 + (double) batch / batches) / epochs;
                var step = OptimizerStep.Adam.of(rate / 2 * (1 + Math.cos(Math.PI * done)), 0);
                int[] places = Arrays.copyOfRange(order, batch * size, (batch + 1) * size);
                sum += step(network, train, places, step) / batches;
            }
            if (!Double.isFinite(sum)) {
                throw new TrainingDivergedException("The attribute's loss", epoch, epoch * batches, rate);
            }
            context.point("measure.attribute-inference", epoch, sum);
            context.progress((double) epoch / epochs);
        }
    }

    private static double step(Network network, MeasuredFeatures.Part train, int[] places, OptimizerStep step) {
        try (Batch input = features(network.input(), train, places)) {
            Batch logits = network.forward(input, Pass.eval());
            var loss = AttributeLoss.of(
                    logits.values(), train.images().attributes().select(places));
            try (Batch gradient = Batch.of(loss.gradient(), logits.shape())) {
                network.backward(gradient, Wanted.PARAMETERS);
            }
            network.update(step);
            return loss.value();
        }
    }

    private static double accuracy(Network network, MeasuredFeatures.Part test) {
        int count = test.images().count();
        double correct = 0;
        for (int from = 0; from < count; from += ASKED_AT_ONCE) {
            int[] places =
                    IntStream.range(from, Math.min(count, from + ASKED_AT_ONCE)).toArray();
            try (Batch input = features(network.input(), test, places)) {
                float[] logits = network.forward(input, Pass.eval()).values();
                var loss = AttributeLoss.of(logits, test.images().attributes().select(places));
                correct += loss.accuracy() * places.length;
            }
        }
        return correct / count;
    }

    private static Batch features(ImageShape shape, MeasuredFeatures.Part part, int[] places) {
        int size = shape.size();
        float[] chosen = new float[places.length * size];
        for (int i = 0; i < places.length; i++) {
            System.arraycopy(part.sent(), places[i] * size, chosen, i * size, size);
        }
        return Batch.of(chosen, shape);
    }
}
