package lab.obscura.engine.defense.adversary;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.defense.Adversary;
import lab.obscura.engine.defense.FeatureBatch;
import lab.obscura.engine.defense.PartState;
import lab.obscura.engine.defense.PenaltyValue;
import lab.obscura.engine.defense.ResidentBatch;
import lab.obscura.engine.defense.TrainingAccess;
import lab.obscura.engine.defense.dependence.NormalGuess;
import lab.obscura.engine.network.Network;
import lab.obscura.engine.network.OptimizerStep;
import lab.obscura.engine.network.Pass;
import lab.obscura.engine.network.Wanted;
import lab.obscura.engine.network.batch.Batch;
import lab.obscura.engine.network.batch.Derived;
import lab.obscura.engine.network.batch.Quantity;
import lab.obscura.engine.network.spec.NetworkLoad;
import lab.obscura.engine.settings.Info;
import lab.obscura.engine.settings.LearningSettings;
import lab.obscura.engine.settings.Setting;
import lab.obscura.engine.settings.SettingsReader;

/**
 * InfoScissors: a normal guess of the image from the feature learns beside the network, which pays for what the guess knows (CLUB, an
 * upper bound on the mutual information as far as the guess is right).
 *
 * <p>Costs a decoder's training beside that of the network. A guess that lags behind the encoder bounds nothing, and the network pays
 * too little: raise {@code steps}. Where the guess knows nothing the network pays nothing.
 *
 * <p>{@code L = λ · max(0, I_CLUB) / d}; {@code docs/methods/adversaries.md#infoscissors}. Paper: Duan et al., NeurIPS 2024; the convolutional
 * guess is our completion.
 */
public final class InfoScissors implements Adversary {

    static final Setting<Double> WEIGHT = Setting.decimal("weight", 0, 1000)
            .defaultsTo(0.01)
            .describedAs("λ: what a nat per value of the image costs; sweep 0.001 to 0.1");

    static final Setting<Integer> STEPS = Setting.integer("steps", 1, 100)
            .defaultsTo(1)
            .describedAs("Steps of the guess before each step of the network; more keep it closer to converged");

    static final Setting<Integer> PRETRAINING = Setting.integer("pretrainingEpochs", 0, 1000)
            .defaultsTo(5)
            .describedAs("Passes over the training images in which the guess learns alone, before the network does");

    static final Setting<Double> LEARNING_RATE = LearningSettings.LEARNING_RATE.defaultsTo(1e-3);

    /** Line of the catalog. */
    public static final Info INFO = Info.of("info-scissors", "InfoScissors (CLUB)")
            .describedAs("Lets a guess of the image learn beside the network, which pays for what it knows")
            .from("Duan et al., NeurIPS 2024; CLUB: Cheng et al., ICML 2020")
            .with(WEIGHT, STEPS, PRETRAINING, LEARNING_RATE);

    private static final String NAME = "guess";
    private static final int PRETRAINING_BATCH = 128;

    private final double weight;
    private final int steps;
    private final int pretrainingEpochs;
    private final OptimizerStep how;

    public InfoScissors(SettingsReader settings) {
        this.weight = settings.get(WEIGHT);
        this.steps = settings.get(STEPS);
        this.pretrainingEpochs = settings.get(PRETRAINING);
        this.how = OptimizerStep.Adam.of(settings.get(LEARNING_RATE), 0);
    }

    @Override
    public Info info() {
        return INFO;
    }

    @Override
    public void prepare(TrainingAccess access, PartState state) {
        if (weight == 0) {
            return;
        }
        int count = access.count(TrainingAccess.Source.TRAINING);
        int size = Math.min(PRETRAINING_BATCH, count);
        for (int epoch = 1; epoch <= pretrainingEpochs; epoch++) {
            int[] order = access.seeds().stream("guess.shuffle", epoch).permutation(count);
            for (int from = 0; from + size <= count; from += size) {
                access.checkStop();
                int[] places = Arrays.copyOfRange(order, from, from + size);
                var seeds = access.seeds().family("guess.noise", epoch, from);
                learn(access.ask(TrainingAccess.Source.TRAINING, places, seeds), state);
            }
        }
    }

    @Override
    public boolean attacksBefore(int epoch, int iteration) {
        return weight > 0;
    }

    @Override
    public Supplier<Map<String, Double>> attack(FeatureBatch batch, PartState state) {
        DoubleSupplier before = learn(batch, state);
        for (int i = 1; i < steps; i++) {
            learn(batch, state);
        }
        return () -> Map.of("guessLoss", before.getAsDouble());
    }

    /** One step of maximum likelihood. Returns the loss before it. */
    private DoubleSupplier learn(FeatureBatch batch, PartState state) {
        Network guess = guess(batch, state);
        return ResidentBatch.of(batch, state).map(there -> learn(guess, there)).orElseGet(() -> learn(guess, batch));
    }

    private DoubleSupplier learn(Network guess, ResidentBatch there) {
        Batch output = guess.forward(there.features(), Pass.eval());
        Derived loss = there.work()
                .derive(
                        List.of(output),
                        (constants, at) -> List.of(NormalGuess.likelihood(at.get(0), constants.of(there.images()))));
        try (Batch derivatives = loss.gradient()) {
            guess.backward(derivatives, Wanted.PARAMETERS);
        }
        guess.update(how);
        return () -> loss.number(0);
    }

    private DoubleSupplier learn(Network guess, FeatureBatch batch) {
        float[] images = batch.images().normalized();
        try (Batch z = array(batch)) {
            Batch output = guess.forward(z, Pass.eval());
            float[] gradient = new float[output.count() * output.shape().size()];
            double loss = NormalGuess.likelihood(output.values(), images, channels(batch), gradient);
            try (Batch derivatives = Batch.of(gradient, output.shape())) {
                guess.backward(derivatives, Wanted.PARAMETERS);
            }
            guess.update(how);
            return () -> loss;
        }
    }

    @Override
    public PenaltyValue at(FeatureBatch batch, PartState state) {
        if (weight == 0) {
            return PenaltyValue.none();
        }
        Network guess = guess(batch, state);
        return ResidentBatch.of(batch, state).map(there -> at(guess, there)).orElseGet(() -> at(guess, batch));
    }

    private PenaltyValue at(Network guess, ResidentBatch there) {
        Batch output = guess.forward(there.features(), Pass.eval());
        Derived known = there.work().derive(List.of(output), (constants, at) -> {
            Quantity nats = NormalGuess.contrast(at.get(0), constants.of(there.images()))
                    .atLeast(0);
            return List.of(nats.times(weight), nats);
        });
        try (Batch derivatives = known.gradient()) {
            return PenaltyValue.of(() -> known.number(1), guess.backward(derivatives, Wanted.INPUT));
        }
    }

    private PenaltyValue at(Network guess, FeatureBatch batch) {
        float[] images = batch.images().normalized();
        var moments = NormalGuess.Moments.of(images, batch.images().shape().size());
        try (Batch z = array(batch)) {
            Batch output = guess.forward(z, Pass.eval());
            float[] atOutput = new float[output.count() * output.shape().size()];
            double known =
                    NormalGuess.contrast(output.values(), images, moments, channels(batch), atOutput) / images.length;
            if (known <= 0) {
                return new PenaltyValue(0, new float[batch.clean().length]);
            }
            for (int i = 0; i < atOutput.length; i++) {
                atOutput[i] = (float) (weight * atOutput[i] / images.length);
            }
            try (Batch derivatives = Batch.of(atOutput, output.shape())) {
                // NaN is no smaller than 0 and goes on: the training ends at this step
                return new PenaltyValue(
                        known, guess.backward(derivatives, Wanted.INPUT).values());
            }
        }
    }

    private static Network guess(FeatureBatch batch, PartState state) {
        return state.network(
                NAME, NormalGuess.layers(batch.feature(), batch.images().shape()), batch.feature());
    }

    private static int channels(FeatureBatch batch) {
        return batch.images().shape().channels();
    }

    private static Batch array(FeatureBatch batch) {
        ImageShape feature = batch.feature();
        return Batch.of(batch.clean(), feature);
    }

    /** Backward costs about twice the forward pass; the term's way back to the feature, once more, about as much. */
    @Override
    public double multiplyAdds(ImageShape feature, ImageShape image, int images, int batchSize, int networkSteps) {
        if (weight == 0) {
            return 0;
        }
        double once = NormalGuess.layers(feature, image).multiplyAdds(feature);
        double learned = 3 * ((double) images * pretrainingEpochs + (double) networkSteps * steps * batchSize);
        return once * (learned + 2.0 * networkSteps * batchSize);
    }

    @Override
    public List<NetworkLoad> loads(ImageShape feature, ImageShape image, int batchSize) {
        return weight == 0
                ? List.of()
                : List.of(new NetworkLoad(NormalGuess.layers(feature, image), feature, batchSize));
    }
}
