package lab.obscura.engine.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import lab.obscura.engine.attack.Attack;
import lab.obscura.engine.catalog.Engines;
import lab.obscura.engine.checkpoint.CheckpointFile;
import lab.obscura.engine.checkpoint.CheckpointWriter;
import lab.obscura.engine.checkpoint.Checkpoints;
import lab.obscura.engine.checkpoint.Pace;
import lab.obscura.engine.data.Dataset;
import lab.obscura.engine.data.DatasetRequest;
import lab.obscura.engine.data.Datasets;
import lab.obscura.engine.data.facts.DatasetInfo;
import lab.obscura.engine.data.images.LabeledImages;
import lab.obscura.engine.data.images.Normalization;
import lab.obscura.engine.defense.Expert;
import lab.obscura.engine.defense.LiveDefense;
import lab.obscura.engine.definition.ExperimentDefinition;
import lab.obscura.engine.definition.ExpertTask;
import lab.obscura.engine.definition.FitCheck;
import lab.obscura.engine.definition.Identity;
import lab.obscura.engine.leakage.LeakageEstimator;
import lab.obscura.engine.network.Engine;
import lab.obscura.engine.network.spec.Normalizations.ChannelAffine;
import lab.obscura.engine.network.spec.SplitSpec;
import lab.obscura.engine.progress.CancelledException;
import lab.obscura.engine.progress.RunContext;
import lab.obscura.engine.run.folder.AttemptFolder;
import lab.obscura.engine.run.folder.Judgment;
import lab.obscura.engine.run.folder.Outcome;
import lab.obscura.engine.run.folder.PictureHash;
import lab.obscura.engine.seed.Seeds;
import lab.obscura.engine.stats.Sample;
import lab.obscura.engine.training.Accuracy;
import lab.obscura.engine.training.SplitNetwork;

/**
 * The one entrance of the engine: loads the data, trains the defended network, measures what it is worth, attacks it, scores what
 * the attacks rebuilt and writes the pictures.
 */
public final class Pipeline {

    private static final int ACCURACY_DRAWS = 5;
    /** Share of the whole run that belongs to the training; the attacks divide the rest. */
    private static final double TRAINING_SHARE = 0.6;

    private static final double MEASURES_BEGIN = 0.97;

    private static final Duration BETWEEN_CHECKPOINTS = Duration.ofSeconds(60);

    private final Datasets datasets;
    private final TrainedNetworks kept;
    private final Duration betweenCheckpoints;
    private final LongSupplier nanoTime;
    private final Supplier<CheckpointWriter> writers;
    private final Function<ExperimentDefinition, Engine> engines;

    /** Keeps a checkpoint every minute, and no networks. */
    public Pipeline(Datasets datasets) {
        this(datasets, TrainedNetworks.NONE);
    }

    /**
     * Keeps a checkpoint every minute, written beside the computation.
     *
     * @param kept networks that were trained before, and those that are trained now
     */
    public Pipeline(Datasets datasets, TrainedNetworks kept) {
        this(datasets, kept, BETWEEN_CHECKPOINTS, System::nanoTime, CheckpointWriter::beside, Pipeline::asked);
    }

    /**
     * Keeps no networks, and waits for every checkpoint: where an interruption falls then does not hang on a disk.
     *
     * @param betweenCheckpoints how much computing may be lost
     * @param nanoTime a clock that is never set back; no number depends on it
     */
    public Pipeline(Datasets datasets, Duration betweenCheckpoints, LongSupplier nanoTime) {
        this(datasets, TrainedNetworks.NONE, betweenCheckpoints, nanoTime, CheckpointWriter::atOnce, Pipeline::asked);
    }

    /** Computes with this engine, whichever a definition asks for. */
    Pipeline(Datasets datasets, Engine engine) {
        this(
                datasets,
                TrainedNetworks.NONE,
                BETWEEN_CHECKPOINTS,
                System::nanoTime,
                CheckpointWriter::beside,
                definition -> engine);
    }

    private Pipeline(
            Datasets datasets,
            TrainedNetworks kept,
            Duration betweenCheckpoints,
            LongSupplier nanoTime,
            Supplier<CheckpointWriter> writers,
            Function<ExperimentDefinition, Engine> engines) {
        this.datasets = datasets;
        this.kept = kept;
        this.betweenCheckpoints = betweenCheckpoints;
        this.nanoTime = nanoTime;
        this.writers = writers;
        this.engines = engines;
    }

    private static Engine asked(ExperimentDefinition definition) {
        return Engines.of(definition.engine(), definition.device(), definition.arithmetic());
    }

    /**
     * Carries out one run. Resumes from the folder's checkpoints when there are some.
     *
     * @return the outcome, for the caller to write last; all pictures and the encoder are in the folder
     * @throws lab.obscura.engine.settings.SettingsException when definition and data do not go together
     * @throws lab.obscura.engine.data.images.DataException when the data set is missing or damaged
     * @throws lab.obscura.engine.progress.TrainingDivergedException when a loss leaves the finite numbers
     * @throws CancelledException when the context asks to stop
     */
    public Outcome run(ExperimentDefinition definition, long seed, AttemptFolder folder, RunContext context) {
        var watch = new Stopwatch(nanoTime);
        var pace = new Pace(betweenCheckpoints, nanoTime, context.handOver());
        var looking = new GalleryViewer.Budget(nanoTime);
        context.stage("loading data", 0, 0).progress(0);
        Dataset dataset = watch.time("loading data", () -> load(definition));
        Optional<Dataset> taught = definition.expert().map(task -> load(task, definition, dataset.info()));
        DatasetInfo info = taught.map(other -> withExpert(definition, dataset.info(), other))
                .orElse(dataset.info());
        FitCheck.fit(definition, info, dataset.counts());
        Engine engine = engines.apply(definition);
        context.log("Engine: " + engine.describe());
        context.computing(engine.isOnCard());
        Identity identity = Identity.of(definition, info);
        Seeds seeds = Seeds.of(seed);
        double trainingEnds = definition.attacks().isEmpty() ? MEASURES_BEGIN : TRAINING_SHARE;
        var gallery = new Gallery(dataset.test(), folder);
        try (var writer = writers.get();
                var defense = new LiveDefense(definition.defense(), engine, seeds)) {
            Function<String, Checkpoints> states = hash -> folder.checkpoints(hash, pace, writer);
            Trained trained;
            boolean isTakenOver;
            LabeledImages train = dataset.train();
            ChannelAffine normalization = normalization(definition, dataset);
            SplitSpec learned = definition.trainedSplit(train.shape(), train.classes(), normalization);
            try (SplitNetwork learning = SplitNetwork.build(engine, learned, defense, seeds)) {
                RunContext stage = context.stage("training", 0, trainingEnds);
                isTakenOver = new TrainingStage(definition, dataset, taught, engine, identity, seed, kept)
                        .train(learning, states, stage, watch);
                SplitSpec attacked = definition.split(train.shape(), train.classes(), normalization);
                trained = cutThere(learning, definition.network().isCutAnew(), attacked, network -> {
                    CheckpointFile edge = EncoderFile.of(network, identity.trainingHash(seed));
                    writer.write(() -> folder.write(folder.encoder(), edge.toBytes()), () -> {});
                    Dataset asked = asked(definition, dataset);
                    return watch.time("measuring", () -> Trained.of(network, asked, seeds, context));
                });
            } // its memory is free before the attacks need theirs; the defense still answers
            gallery.writeOriginals();
            var attacks = new AttackStage(
                    dataset,
                    trained.network(),
                    trained.answers(),
                    engine,
                    seeds,
                    gallery,
                    looking,
                    definition.measures().stream()
                            .mapToInt(LeakageEstimator::rebuiltImages)
                            .max()
                            .orElse(0),
                    attack -> states.apply(identity.attackHash(seed, trained.hash(), attack)),
                    attack -> file(definition, attack, folder, identity.attackHash(seed, trained.hash(), attack)));
            List<FinishedAttack> finished = attack(definition, attacks, trainingEnds, watch, context);
            gallery.writeThumbnail();
            List<Outcome.AttackOutcome> scored =
                    finished.stream().map(FinishedAttack::outcome).toList();
            Judgment judgment = new AdequacyJudge(scored).judgment();
            List<Outcome.BestReconstruction> worstCase = WorstCase.of(WorstCase.attackers(scored, judgment));
            var metrics = new LinkedHashMap<>(trained.metrics());
            metrics.putAll(defense.metrics());
            metrics.putAll(WorstCase.summary(worstCase));
            var measures = new LeakageStage(
                    dataset,
                    trained.network(),
                    trained.answers().train(),
                    trained.answers().test(),
                    engine,
                    seeds);
            LeakageStage.Measured measured = watch.time(
                    "measures",
                    () -> measures.run(definition.measures(), finished, context.stage("measures", MEASURES_BEGIN, 1)));
            metrics.putAll(measured.values());
            List<Outcome.AttackOutcome> outcomes = measured.beside(finished);
            List<String> warnings = new ArrayList<>(defense.warnings());
            outcomes.stream()
                    .map(attack -> attack.warning(judgment.of(attack.slug())))
                    .flatMap(Optional::stream)
                    .forEach(warnings::add);
            if (!judgment.reason().isEmpty()) {
                warnings.add(judgment.reason());
            }
            warnings.addAll(measured.omissions());
            var provenance = new LinkedHashMap<>(Provenance.of(engine, dataset.info(), identity, seed, isTakenOver));
            provenance.put(
                    PictureHash.FACT,
                    gallery.hash(
                            outcomes.stream().map(Outcome.AttackOutcome::slug).toList()));
            var outcome = new Outcome(
                    metrics,
                    outcomes,
                    worstCase,
                    new Attackers(definition.attacks(), judgment).outcomes(scored),
                    gallery.images(),
                    identity.galleryHash(),
                    watch.seconds(),
                    provenance,
                    warnings,
                    judgment);
            outcome.warnings().forEach(warning -> context.log("Warning: " + warning));
            context.stage("done", 1, 1).progress(1);
            return outcome;
        }
    }

    private static List<FinishedAttack> attack(
            ExperimentDefinition definition, AttackStage stage, double from, Stopwatch watch, RunContext context) {
        List<FinishedAttack> outcomes = new ArrayList<>();
        double share =
                (MEASURES_BEGIN - from) / Math.max(1, definition.attacks().size());
        for (Attack attack : definition.attacks()) {
            double begin = from + outcomes.size() * share;
            String name = "attack " + attack.slug();
            RunContext part = context.stage(name, begin, begin + share);
            outcomes.add(watch.time(name, () -> stage.run(attack, part)));
        }
        List<Outcome.AttackOutcome> scored =
                outcomes.stream().map(FinishedAttack::outcome).toList();
        List<Ensemble> ensembles = Ensemble.of(scored, new AdequacyJudge(scored).judgment());
        watch.time(
                        "ensemble",
                        () -> ensembles.stream()
                                .flatMap(ensemble -> stage.average(ensemble, definition.attacks(), context).stream())
                                .toList())
                .forEach(outcomes::add);
        return outcomes;
    }

    /** Where what an attack rebuilt is kept, when another one knows as much as it. */
    private static Optional<RebuiltFile> file(
            ExperimentDefinition definition, Attack attack, AttemptFolder folder, String hash) {
        boolean hasCompany = definition.attacks().stream()
                .filter(other -> !other.slug().equals(attack.slug()))
                .anyMatch(other -> other.knowledge() == attack.knowledge());
        return hasCompany
                ? Optional.of(new RebuiltFile(folder.checkpoints().resolve("rebuilt-" + hash + ".f32")))
                : Optional.empty();
    }

    /** What is left of a trained network when it is closed: its weights, what it is worth, and its answers to all images. */
    private record Trained(TrainedSplit network, String hash, Map<String, Double> metrics, EncoderAnswers answers) {

        static Trained of(SplitNetwork network, Dataset dataset, Seeds seeds, RunContext context) {
            EncoderQueries test = EncoderQueries.of(network, dataset.test(), context);
            return new Trained(
                    TrainedSplit.of(network),
                    new CheckpointFile(Map.of(), network.state()).contentHash(),
                    measure(network, dataset.test(), test, seeds),
                    new EncoderAnswers(
                            EncoderQueries.of(network, dataset.train(), context),
                            test,
                            EncoderQueries.of(network, dataset.auxiliary(), context)));
        }
    }

    /** The images about which somebody wants to know what the encoder answers; all test images always. */
    private static Dataset asked(ExperimentDefinition definition, Dataset dataset) {
        LabeledImages none = dataset.test().range(0, 0);
        return new Dataset(
                dataset.info(),
                definition.asksAboutTraining() ? dataset.train() : none,
                dataset.test(),
                definition.asksAboutAuxiliary() ? dataset.auxiliary() : none);
    }

    private Dataset load(ExperimentDefinition definition) {
        var choice = definition.dataset();
        return datasets.load(new DatasetRequest(
                choice.id(),
                choice.trainLimit(),
                choice.testLimit(),
                choice.imageSize(),
                choice.pins(),
                choice.split(),
                choice.auxiliary()));
    }

    private Dataset load(ExpertTask task, ExperimentDefinition definition, DatasetInfo target) {
        int size = ExpertTask.imageSize(target, definition.dataset().imageSize());
        Expert expert = task.expert();
        return datasets.load(new DatasetRequest(
                expert.dataset(),
                expert.limit(),
                definition.dataset().testLimit(),
                size,
                definition.dataset().pins()));
    }

    private static DatasetInfo withExpert(ExperimentDefinition definition, DatasetInfo target, Dataset other) {
        return definition.expert().orElseThrow().before(target, other.info(), 0);
    }

    /** What somebody finds out about the trained network, or about a copy with the cut where the attackers find it. */
    private static <T> T cutThere(
            SplitNetwork learned, boolean isCutAnew, SplitSpec attacked, Function<SplitNetwork, T> look) {
        if (!isCutAnew) {
            return look.apply(learned);
        }
        try (SplitNetwork network = learned.cutAnew(attacked)) {
            return look.apply(network);
        }
    }

    private static ChannelAffine normalization(ExperimentDefinition definition, Dataset dataset) {
        Normalization normalization = definition.preparation(dataset.info()).normalization(dataset.train());
        return new ChannelAffine(normalization.mean(), normalization.standardDeviation());
    }

    private static double deviation(double[] draws) {
        return new Sample(Arrays.stream(draws).boxed().toList())
                .standardDeviation()
                .orElseThrow();
    }

    /** Accuracy with one draw of the noise as the papers, the mean of several, and what the encoder costs. */
    private static Map<String, Double> measure(
            SplitNetwork network, LabeledImages test, EncoderQueries answers, Seeds seeds) {
        double[] draws = IntStream.range(0, network.defense().transforms().isEmpty() ? 1 : ACCURACY_DRAWS)
                .mapToDouble(draw -> Accuracy.of(network, test, answers::clean, seeds.family("accuracy.draw", draw))
                        .accuracy())
                .toArray();
        var metrics = new LinkedHashMap<String, Double>();
        metrics.put("accuracy", draws[0]);
        metrics.put("accuracyOverDraws", Arrays.stream(draws).average().orElseThrow());
        if (draws.length > 1) {
            metrics.put("accuracyDeviationOverDraws", deviation(draws));
        }
        metrics.putAll(Deployability.of(network));
        return metrics;
    }
}
