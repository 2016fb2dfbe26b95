package lab.obscura.engine.defense.adversary;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import lab.obscura.engine.data.facts.DatasetInfo;
import lab.obscura.engine.data.images.Attributes;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.defense.Adversary;
import lab.obscura.engine.defense.FeatureBatch;
import lab.obscura.engine.defense.PartState;
import lab.obscura.engine.defense.PenaltyValue;
import lab.obscura.engine.defense.ResidentBatch;
import lab.obscura.engine.defense.TrainingAccess;
import lab.obscura.engine.network.Network;
import lab.obscura.engine.network.OptimizerStep;
import lab.obscura.engine.network.Pass;
import lab.obscura.engine.network.Wanted;
import lab.obscura.engine.network.batch.Batch;
import lab.obscura.engine.network.batch.BatchLoss;
import lab.obscura.engine.network.batch.Derived;
import lab.obscura.engine.network.batch.Quantity;
import lab.obscura.engine.network.spec.NetworkLoad;
import lab.obscura.engine.settings.Info;
import lab.obscura.engine.settings.LearningSettings;
import lab.obscura.engine.settings.Setting;
import lab.obscura.engine.settings.SettingsReader;

/**
 * DeepObfuscator's second adversary: a classifier learns to guess an attribute of the image from the feature, while the edge learns to
 * make it no better than guessing by the attribute's frequencies.
 *
 * <p>Needs a data set whose images have an attribute. Hides what the attribute is about and nothing else: beside it stands a part against
 * reconstruction. {@code L + s · max(0, t · H(a) − CE(q(f(x)), a))} with the entropy H of the attribute in the batch; once the adversary
 * knows no more than that, the edge pays nothing, so it does not run away from it. {@code docs/methods/adversaries.md#attribute-adversary}.
 * Paper: Li et al. (DeepObfuscator), 2021.
 */
public final class AttributeAdversary implements Adversary {

    private static final String NETWORK = "attribute";

    static final Setting<Double> WEIGHT =
            Setting.decimal("weight", 0, 1000).defaultsTo(1.0).describedAs("Share of the term in the network's loss");

    static final Setting<Double> THRESHOLD = Setting.decimal("threshold", 0, 1)
            .defaultsTo(1.0)
            .describedAs("Share of the attribute's entropy up to which the edge raises the adversary's loss");

    static final Setting<Integer> STEPS =
            Setting.integer("steps", 1, 100).defaultsTo(1).describedAs("Steps of the adversary each time");

    static final Setting<Integer> INTERVAL = Setting.integer("interval", 1, 1000)
            .defaultsTo(1)
            .describedAs("Batches of the network from one time to the next");

    static final Setting<Integer> PRETRAINING_EPOCHS = Setting.integer("pretrainingEpochs", 0, 1000)
            .defaultsTo(5)
            .describedAs("Epochs of the adversary before the network's first step");

    static final Setting<Double> LEARNING_RATE =
            LearningSettings.LEARNING_RATE.defaultsTo(1e-3).describedAs("Adam's step size for the adversary");

    /** Line of the catalog. */
    public static final Info INFO = Info.of("attribute-adversary", "Attribute adversary (DeepObfuscator)")
            .describedAs("Trains an adversary that guesses an attribute, which the edge learns to hide from it")
            .from("Li et al. (DeepObfuscator), IoTDI 2021")
            .with(WEIGHT, THRESHOLD, STEPS, INTERVAL, PRETRAINING_EPOCHS, LEARNING_RATE);

    private static final int PRETRAINING_BATCH = 128;

    private final double weight;
    private final double threshold;
    private final int steps;
    private final int interval;
    private final int pretrainingEpochs;
    private final double learningRate;

    public AttributeAdversary(SettingsReader settings) {
        this.weight = settings.get(WEIGHT);
        this.threshold = settings.get(THRESHOLD);
        this.steps = settings.get(STEPS);
        this.interval = settings.get(INTERVAL);
        this.pretrainingEpochs = settings.get(PRETRAINING_EPOCHS);
        this.learningRate = settings.get(LEARNING_RATE);
    }

    @Override
    public Info info() {
        return INFO;
    }

    @Override
    public Optional<String> objection(DatasetInfo data) {
        return data.attributeNames().isEmpty()
                ? Optional.of(
                        "its images have no attribute; give it a file attributes.txt, see docs/adding-a-data-set.md")
                : Optional.empty();
    }

    @Override
    public void prepare(TrainingAccess access, PartState state) {
        int count = access.count(TrainingAccess.Source.TRAINING);
        int size = Math.min(PRETRAINING_BATCH, count);
        for (int epoch = 1; epoch <= pretrainingEpochs; epoch++) {
            int[] order = access.seeds().stream("attribute.shuffle", epoch).permutation(count);
            for (int from = 0; from + size <= count; from += size) {
                access.checkStop();
                var noise = access.seeds().family("attribute.noise", epoch, from);
                int[] places = Arrays.copyOfRange(order, from, from + size);
                FeatureBatch batch = access.ask(TrainingAccess.Source.TRAINING, places, noise);
                learn(batch, batch.sent(), state);
            }
        }
    }

    @Override
    public boolean attacksBefore(int epoch, int iteration) {
        return iteration % interval == 0;
    }

    @Override
    public Supplier<Map<String, Double>> attack(FeatureBatch batch, PartState state) {
        Supplier<Map<String, Double>> before = step(batch, state);
        for (int i = 1; i < steps; i++) {
            step(batch, state);
        }
        return before;
    }

    /** One step, where the batch lies. Returns what is told of the time before it. */
    private Supplier<Map<String, Double>> step(FeatureBatch batch, PartState state) {
        return ResidentBatch.of(batch, state)
                .map(there -> step(network(batch, state), batch.images().attributes(), there))
                .orElseGet(() -> {
                    AttributeLoss before = learn(batch, batch.clean(), state);
                    return () -> told(before.value(), before.accuracy());
                });
    }

    private Supplier<Map<String, Double>> step(Network network, Attributes attributes, ResidentBatch there) {
        Batch logits = network.forward(there.features(), Pass.eval());
        int count = logits.count();
        BatchLoss loss = there.work().crossEntropy(logits, attributes.values(), 0, 1);
        try (Batch gradient = loss.gradient()) {
            network.backward(gradient, Wanted.PARAMETERS);
        }
        network.update(OptimizerStep.Adam.of(learningRate, 0));
        return () -> told(loss.numbers().loss(), (double) loss.numbers().correct() / count);
    }

    private static Map<String, Double> told(double loss, double accuracy) {
        return Map.of("attributeLoss", loss, "attributeAccuracy", accuracy);
    }

    private AttributeLoss learn(FeatureBatch batch, float[] features, PartState state) {
        Network network = network(batch, state);
        try (Batch input = array(features, batch)) {
            Batch logits = network.forward(input, Pass.eval());
            var loss = AttributeLoss.of(logits.values(), batch.images().attributes());
            try (Batch gradient = Batch.of(loss.gradient(), logits.shape())) {
                network.backward(gradient, Wanted.PARAMETERS);
            }
            network.update(OptimizerStep.Adam.of(learningRate, 0));
            return loss;
        }
    }

    @Override
    public PenaltyValue at(FeatureBatch batch, PartState state) {
        if (weight == 0) {
            return PenaltyValue.none();
        }
        Network network = network(batch, state);
        Attributes attributes = batch.images().attributes();
        return ResidentBatch.of(batch, state)
                .map(there -> at(network, attributes, there))
                .orElseGet(() -> at(network, attributes, batch));
    }

    private PenaltyValue at(Network network, Attributes attributes, ResidentBatch there) {
        int kinds = attributes.names().size();
        double[] right = new double[attributes.values().length * kinds];
        for (int i = 0; i < attributes.values().length; i++) {
            right[i * kinds + attributes.values()[i]] = 1;
        }
        Batch logits = network.forward(there.features(), Pass.eval());
        Derived known = there.work().derive(List.of(logits), (constants, at) -> {
            Quantity all = at.get(0).shaped(-1, kinds);
            Quantity loss = all.logarithmOfSum(1)
                    .minus(all.times(constants.of(right, attributes.values().length, kinds))
                            .sum(1))
                    .mean();
            Quantity excess = loss.times(-1)
                    .plus(threshold * AttributeLoss.entropy(attributes))
                    .atLeast(0);
            return List.of(excess.times(weight), excess);
        });
        try (Batch gradient = known.gradient()) {
            return PenaltyValue.of(() -> known.number(1), network.backward(gradient, Wanted.INPUT));
        }
    }

    private PenaltyValue at(Network network, Attributes attributes, FeatureBatch batch) {
        try (Batch input = array(batch.clean(), batch)) {
            Batch logits = network.forward(input, Pass.eval());
            var loss = AttributeLoss.of(logits.values(), attributes);
            double known = threshold * AttributeLoss.entropy(attributes) - loss.value();
            if (known <= 0) {
                return new PenaltyValue(0, new float[batch.clean().length]);
            }
            float[] down = loss.gradient();
            for (int i = 0; i < down.length; i++) {
                down[i] *= (float) -weight;
            }
            try (Batch gradient = Batch.of(down, logits.shape())) {
                return new PenaltyValue(
                        known, network.backward(gradient, Wanted.INPUT).values());
            }
        }
    }

    private static Network network(FeatureBatch batch, PartState state) {
        Attributes attributes = batch.images().attributes();
        if (!attributes.areThere()) {
            throw new IllegalStateException("The images of this batch have no attribute");
        }
        var layers = AttributeGuess.layers(batch.feature(), attributes.names().size());
        return state.network(NETWORK, layers, batch.feature());
    }

    private static Batch array(float[] features, FeatureBatch batch) {
        ImageShape shape = batch.feature();
        return Batch.of(features, shape);
    }

    /** Roughly: how many values the attribute has does not matter beside the layers before. */
    @Override
    public double multiplyAdds(ImageShape feature, ImageShape image, int images, int batchSize, int networkSteps) {
        double once = AttributeGuess.layers(feature, 2).multiplyAdds(feature);
        return 3 * once * ((double) images * pretrainingEpochs + (double) networkSteps / interval * steps * batchSize);
    }

    @Override
    public List<NetworkLoad> loads(ImageShape feature, ImageShape image, int batchSize) {
        return List.of(
                new NetworkLoad(AttributeGuess.layers(feature, 2), feature, Math.max(batchSize, PRETRAINING_BATCH)));
    }
}
