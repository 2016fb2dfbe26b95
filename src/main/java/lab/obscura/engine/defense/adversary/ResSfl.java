package lab.obscura.engine.defense.adversary;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.defense.Adversary;
import lab.obscura.engine.defense.Defense;
import lab.obscura.engine.defense.EncoderShape;
import lab.obscura.engine.defense.Expert;
import lab.obscura.engine.defense.FeatureBatch;
import lab.obscura.engine.defense.PartState;
import lab.obscura.engine.defense.PenaltyValue;
import lab.obscura.engine.defense.TrainingAccess;
import lab.obscura.engine.defense.TrainingRule;
import lab.obscura.engine.network.decoder.Decoders;
import lab.obscura.engine.network.spec.NetworkLoad;
import lab.obscura.engine.settings.Info;
import lab.obscura.engine.settings.Setting;
import lab.obscura.engine.settings.SettingsReader;

/**
 * ResSFL: an expert is trained against a strong surrogate attacker, then the network trains from it with a slow edge and a light
 * surrogate.
 *
 * <p>Moves the expensive adversarial training to a first stage, so that the second is cheap on the device. The expert learns on another
 * data set where one is named, as in the paper, and else on the same.
 *
 * <p>Both stages: {@code L + s · max(0, SSIM(D(f(x)), x) − t)}. Stage 1 runs before the epochs of the definition, stage 2 is these
 * epochs. Li et al., CVPR 2022; {@code docs/methods/adversaries.md#ressfl}.
 */
public final class ResSfl implements Adversary, TrainingRule {

    private static final SurrogateTraining.Effort PUBLISHED_TRANSFER =
            new SurrogateTraining.Effort("conv-n0c16", 5, 30);

    static final Setting<Integer> EXPERT_EPOCHS = Setting.integer("expertEpochs", 1, 2000)
            .defaultsTo(200)
            .describedAs("Epochs of the first stage, before those of the training");

    static final Setting<String> EXPERT_DATASET = Setting.text("expertDataset", 100)
            .defaultsTo("")
            .addedLater()
            .describedAs(
                    "Id of another data set on which the expert learns, with images of the same size; when absent, both stages see the same data set");

    static final Setting<Integer> EXPERT_LIMIT = Setting.integer("expertLimit", 0, 10_000_000)
            .defaultsTo(0)
            .addedLater()
            .describedAs(
                    "At most so many training images of the expert's data set, balanced over its classes; 0 is all");

    static final Setting<Double> TRANSFER_WEIGHT = Setting.decimal("transferWeight", 0, 1000)
            .defaultsTo(0.3)
            .describedAs("Weight of the term in the second stage");

    static final Setting<String> TRANSFER_SURROGATE = Setting.choice("transferSurrogate", Decoders.names())
            .defaultsTo("conv-n0c16")
            .describedAs("The light surrogate of the second stage");

    static final Setting<Integer> TRANSFER_INTERVAL = Setting.integer("transferInterval", 1, 1000)
            .defaultsTo(5)
            .describedAs("Batches of the second stage from one step of its surrogate to the next");

    static final Setting<Integer> TRANSFER_PRETRAINING_EPOCHS = Setting.integer("transferPretrainingEpochs", 0, 1000)
            .defaultsTo(30)
            .describedAs("Epochs of the light surrogate before the second stage, on squared error");

    static final Setting<Double> EDGE_RATE = Setting.decimal("edgeRate", 0, 1)
            .defaultsTo(0.1)
            .describedAs(
                    "Factor on the edge's learning rate in the second stage; published 0.005 of 0.05; 0 freezes it");

    /** Line of the catalog. */
    public static final Info INFO = Info.of("ressfl", "ResSFL (expert, then transfer)")
            .describedAs(
                    "Trains an expert against a strong surrogate attacker, then continues from it with a light one")
            .from("Li et al., CVPR 2022")
            .with(
                    Hinge.WEIGHT,
                    Hinge.THRESHOLD,
                    SurrogateTraining.LOSS,
                    SurrogateTraining.DECODER,
                    SurrogateTraining.STEPS,
                    SurrogateTraining.INTERVAL,
                    SurrogateTraining.PRETRAINING_EPOCHS,
                    SurrogateTraining.PRETRAINING_IMAGES,
                    EXPERT_EPOCHS,
                    EXPERT_DATASET,
                    EXPERT_LIMIT,
                    TRANSFER_WEIGHT,
                    TRANSFER_SURROGATE,
                    TRANSFER_INTERVAL,
                    TRANSFER_PRETRAINING_EPOCHS,
                    EDGE_RATE);

    private final SettingsReader settings;
    /** Of the first stage on the training's own images; 0 where the expert learns elsewhere. */
    private final int expertEpochs;

    private final double edgeRate;
    private final Hinge expertHinge;
    private final Hinge transferHinge;
    private final SurrogateTraining expert;
    private final SurrogateTraining transfer;

    public ResSfl(SettingsReader settings) {
        this.settings = settings;
        this.expertEpochs = settings.get(EXPERT_DATASET).isEmpty() ? settings.get(EXPERT_EPOCHS) : 0;
        this.edgeRate = settings.get(EDGE_RATE);
        this.expertHinge = Hinge.of(settings);
        this.transferHinge = new Hinge(settings.get(TRANSFER_WEIGHT), expertHinge.threshold());
        this.expert = SurrogateTraining.of(settings);
        this.transfer = new SurrogateTraining(
                "transfer-surrogate",
                settings.get(TRANSFER_SURROGATE),
                expert.likeness(),
                1,
                settings.get(TRANSFER_INTERVAL),
                settings.get(TRANSFER_PRETRAINING_EPOCHS),
                expert.pretrainingImages());
    }

    @Override
    public Info info() {
        return INFO;
    }

    @Override
    public int earlierEpochs() {
        return expertEpochs;
    }

    @Override
    public Optional<Expert> expert() {
        if (settings.get(EXPERT_DATASET).isEmpty()) {
            return Optional.empty();
        }
        var shared = new LinkedHashMap<>(settings.values());
        Set<String> known = AdversarialReconstruction.INFO.schema().settings().stream()
                .map(Setting::name)
                .collect(Collectors.toSet());
        shared.keySet().retainAll(known);
        var adversary = new AdversarialReconstruction(
                AdversarialReconstruction.INFO.schema().read("", shared));
        return Optional.of(new Expert(
                EXPERT_DATASET.name(),
                settings.get(EXPERT_DATASET),
                settings.get(EXPERT_LIMIT),
                settings.get(EXPERT_EPOCHS),
                adversary));
    }

    /** The expert's layers must be the training's, through all epochs of both. */
    @Override
    public Optional<String> objectionAmong(Defense whole) {
        boolean changes = whole.of(EncoderShape.class).stream().anyMatch(TrainingRule.class::isInstance);
        return changes && !settings.get(EXPERT_DATASET).isEmpty()
                ? Optional.of("without a part that changes the edge in the training beside expertDataset")
                : Optional.empty();
    }

    @Override
    public double edgeRate() {
        return edgeRate;
    }

    @Override
    public void prepare(TrainingAccess access, PartState state) {
        (expertEpochs == 0 ? transfer : expert).pretrain(access, state);
    }

    @Override
    public void prepareTransfer(TrainingAccess access, PartState state) {
        transfer.pretrain(access, state);
    }

    @Override
    public List<String> warnings(PartState state) {
        return Stream.of(expert.weakness(), transfer.weakness(PUBLISHED_TRANSFER))
                .flatMap(Optional::stream)
                .toList();
    }

    @Override
    public boolean attacksBefore(int epoch, int iteration) {
        return (epoch <= expertEpochs ? expert : transfer).isDue(iteration);
    }

    @Override
    public Supplier<Map<String, Double>> attack(FeatureBatch batch, PartState state) {
        return batch.step().epoch() <= expertEpochs
                ? expert.attack(batch, batch.step().epoch(), expertEpochs, state)
                : transfer.attack(
                        batch, batch.step().epoch() - expertEpochs, batch.step().epochs() - expertEpochs, state);
    }

    @Override
    public PenaltyValue at(FeatureBatch batch, PartState state) {
        return batch.step().epoch() <= expertEpochs
                ? expertHinge.at(batch, state, expert)
                : transferHinge.at(batch, state, transfer);
    }

    @Override
    public double multiplyAdds(ImageShape feature, ImageShape image, int images, int batchSize, int steps) {
        int perEpoch = images / Math.max(1, batchSize);
        int expertSteps = Math.min(steps, expertEpochs * perEpoch);
        return expert.multiplyAdds(feature, image, images, batchSize, expertSteps)
                + transfer.multiplyAdds(feature, image, images, batchSize, steps - expertSteps);
    }

    @Override
    public List<NetworkLoad> loads(ImageShape feature, ImageShape image, int batchSize) {
        return List.of(expert.load(feature, image, batchSize), transfer.load(feature, image, batchSize));
    }
}
