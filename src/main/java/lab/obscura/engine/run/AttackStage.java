package lab.obscura.engine.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import lab.obscura.engine.attack.Attack;
import lab.obscura.engine.attack.AttackImages;
import lab.obscura.engine.attack.AttackerView;
import lab.obscura.engine.attack.Knowledge;
import lab.obscura.engine.attack.Learning;
import lab.obscura.engine.attack.Reconstructions;
import lab.obscura.engine.checkpoint.Checkpoints;
import lab.obscura.engine.checkpoint.Position;
import lab.obscura.engine.data.Dataset;
import lab.obscura.engine.data.images.LabeledImages;
import lab.obscura.engine.leakage.Rebuilt;
import lab.obscura.engine.metric.ConstantGuess;
import lab.obscura.engine.metric.LearningCurve;
import lab.obscura.engine.metric.MeanSquaredError;
import lab.obscura.engine.network.Engine;
import lab.obscura.engine.progress.RunContext;
import lab.obscura.engine.run.folder.Outcome;
import lab.obscura.engine.run.score.Scores;
import lab.obscura.engine.seed.Seeds;

/**
 * Lets attacks loose on a trained encoder, each behind a view of its own, and scores what they rebuilt.
 *
 * @param network the trained network, for attackers that have its weights or the cloud's half
 * @param answers of the encoder
 * @param looking how much time may be spent on pictures of what is not finished
 * @param measured so many reconstructions of each attack are kept for measures
 * @param kept where an attack keeps its checkpoints
 * @param file where all that an attack rebuilt is kept for an ensemble; empty where it can be in none
 */
record AttackStage(
        Dataset dataset,
        TrainedSplit network,
        EncoderAnswers answers,
        Engine engine,
        Seeds seeds,
        Gallery gallery,
        GalleryViewer.Budget looking,
        int measured,
        Function<Attack, Checkpoints> kept,
        Function<Attack, Optional<RebuiltFile>> file) {

    /** One that an earlier attempt has finished is not made again. */
    FinishedAttack run(Attack attack, RunContext stage) {
        RunContext context = stage.keeping(kept.apply(attack));
        Checkpoints checkpoints = context.checkpoints().named(FinishedAttack.NAME);
        Optional<FinishedAttack> earlier =
                context.latest(checkpoints).map(FinishedAttack::of).filter(known -> known.holds(measured));
        FinishedAttack finished = earlier.orElseGet(() -> carryOut(attack, context));
        context.progress(1);
        if (earlier.isPresent()) {
            context.log(context.stage() + ": was finished by an earlier attempt, its results are kept");
        } else {
            context.save(checkpoints, Position.START, finished.toFile());
        }
        checkpoints.removeOthers(); // also when the earlier attempt ended before it came to this
        viewer(attack, context).show("finished", chosen -> finished.gallery().pixels());
        gallery.writeReconstructions(attack.slug(), finished.gallery());
        return finished;
    }

    private GalleryViewer viewer(Attack attack, RunContext context) {
        int[] places = gallery.places(targets(AttackImages.of(attack, dataset.counts())));
        var shape = dataset.test().shape();
        return new GalleryViewer(gallery, context.listener(), looking, attack.slug(), shape, places);
    }

    private FinishedAttack carryOut(Attack attack, RunContext context) {
        AttackImages images = AttackImages.of(attack, dataset.counts());
        int[] places = targets(images);
        LabeledImages auxiliary = owned(attack.knowledge(), images);
        var scene = new AttackScene(
                network,
                engine,
                answers.test(),
                places,
                seeds.family("victims." + attack.slug()),
                auxiliary,
                answered(attack.knowledge(), images));
        var view = new AttackerView(attack.needs(), scene, engine, seeds.family("attack." + attack.slug()));
        List<Double> losses = new ArrayList<>();
        RunContext watched =
                context.showing(viewer(attack, context)).hearing("attack." + attack.slug() + ".loss", losses::add);
        try (Reconstructions rebuilt = attack.run(view, watched)) {
            file.apply(attack).ifPresent(all -> all.write(rebuilt));
            var subject = new Subject(
                    attack.info().id(),
                    attack.slug(),
                    attack.settings().values(),
                    attack.knowledge().id(),
                    places);
            return scored(subject, auxiliary, rebuilt, losses);
        }
    }

    /**
     * Who rebuilt what.
     *
     * @param attack id
     * @param places of the attacked images in the test split
     */
    private record Subject(String attack, String slug, Map<String, Object> settings, String knowledge, int[] places) {}

    /**
     * The average of what several attacks rebuilt, scored like an attack; empty, with a line in the log, when a version before this one
     * finished a member and did not keep all that it rebuilt.
     *
     * @param attacks of the definition
     */
    Optional<FinishedAttack> average(Ensemble ensemble, List<Attack> attacks, RunContext context) {
        List<Attack> members = attacks.stream()
                .filter(attack -> ensemble.slugs().contains(attack.slug()))
                .toList();
        List<RebuiltFile> files = members.stream()
                .flatMap(member -> file.apply(member).stream())
                .filter(RebuiltFile::exists)
                .toList();
        AttackImages images = AttackImages.of(members.get(0), dataset.counts());
        boolean isLimited = images.ofGallery() && members.get(0).knowledge() != Knowledge.NONE;
        String slug = ensemble.slug() + (isLimited ? "-gallery" : "");
        if (files.size() < members.size()) {
            context.log(slug + " is left out: what its members rebuilt was not kept");
            return Optional.empty();
        }
        Reconstructions average = Ensemble.average(dataset.test().shape(), ensemble.images().length, files);
        var subject = new Subject(
                Ensemble.ID, slug, Map.of("members", ensemble.slugs()), ensemble.knowledge(), ensemble.images());
        FinishedAttack finished = scored(subject, owned(members.get(0).knowledge(), images), average, List.of());
        gallery.writeReconstructions(slug, finished.gallery());
        return Optional.of(finished);
    }

    private FinishedAttack scored(Subject subject, LabeledImages own, Reconstructions rebuilt, List<Double> losses) {
        LabeledImages attacked = dataset.test().select(subject.places());
        var means = new LinkedHashMap<String, Double>();
        Scores scores = Scores.of(attacked, rebuilt, guess(own), engine);
        means.putAll(scores.means());
        means.putAll(scores.guess());
        means.put(ConstantGuess.VERSION_NAME, (double) ConstantGuess.VERSION.number());
        double guess = means.get(MeanSquaredError.INFO.constantGuess());
        means.put("failed", ConstantGuess.isAsGood(means.get(MeanSquaredError.ID), guess) ? 1.0 : 0.0);
        means.put("recognition", Recognition.of(network, engine, attacked, rebuilt));
        if (!losses.isEmpty() && rebuilt.learning().end() == Learning.End.NONE) {
            means.put(AdequacyJudge.LAST_TENTH, LearningCurve.gainAtTheEnd(losses, 10));
        }
        if (!losses.isEmpty()) {
            means.put("stillImproving", stillImproving(rebuilt.learning(), losses) ? 1.0 : 0.0);
        }
        Outcome.AttackOutcome outcome = outcome(subject, scores, means, rebuilt.learning());
        return new FinishedAttack(
                outcome,
                gallery.shown(rebuilt, subject.places()),
                rebuilt.of(Rebuilt.spread(rebuilt.count(), measured)));
    }

    /** Judged by images that it did not learn from, where there are some: behind a plateau nothing improves. */
    private static boolean stillImproving(Learning learning, List<Double> losses) {
        boolean isOver = learning.end() == Learning.End.PLATEAU;
        List<Double> curve = learning.validation().isEmpty() ? losses : learning.validation();
        return !isOver && LearningCurve.stillImproving(curve);
    }

    private float[] guess(LabeledImages own) {
        return own.count() == 0 ? ConstantGuess.meanColor(dataset.train()) : ConstantGuess.meanPicture(own);
    }

    private LabeledImages owned(Knowledge knowledge, AttackImages images) {
        return switch (knowledge) {
            case TRAIN -> dataset.train();
            case AUXILIARY -> dataset.auxiliary();
            case INFER, NONE -> dataset.test().range(0, images.own());
        };
    }

    private EncoderQueries answered(Knowledge knowledge, AttackImages images) {
        return switch (knowledge) {
            case TRAIN -> answers.train();
            case AUXILIARY -> answers.auxiliary();
            case INFER, NONE -> answers.test().range(0, images.own());
        };
    }

    /** Places in the test split, in rising order. */
    private int[] targets(AttackImages images) {
        if (images.ofGallery()) {
            return gallery.indices().stream().mapToInt(index -> index).toArray();
        }
        return IntStream.range(images.firstTarget(), dataset.test().count()).toArray();
    }

    private Outcome.AttackOutcome outcome(
            Subject subject, Scores scores, Map<String, Double> means, Learning learning) {
        var galleryScores = new LinkedHashMap<Integer, Map<String, Double>>();
        gallery.indices()
                .forEach(index ->
                        galleryScores.put(index, scores.ofImage(Arrays.binarySearch(subject.places(), index))));
        return new Outcome.AttackOutcome(
                subject.attack(),
                subject.slug(),
                subject.settings(),
                subject.knowledge(),
                subject.places(),
                means,
                scores.perImage(),
                galleryScores,
                learning);
    }
}
