package lab.obscura.engine.pipeline;

import java.util.LinkedHashMap;
import java.util.Map;
import lab.obscura.engine.attack.Answers;
import lab.obscura.engine.attack.Attack;
import lab.obscura.engine.attack.AttackerView;
import lab.obscura.engine.attack.Knowledge;
import lab.obscura.engine.attack.Reconstructions;
import lab.obscura.engine.data.Dataset;
import lab.obscura.engine.data.HeldOut;
import lab.obscura.engine.data.LabeledImages;
import lab.obscura.engine.metric.ConstantGuess;
import lab.obscura.engine.network.Engine;
import lab.obscura.engine.seed.Seeds;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Lets attacks loose on a trained encoder, each behind a view of its own, and scores what they rebuilt.
 *
 * @param train the encoder's answers to the training images
 * @param test the encoder's answers to the test images
 */
record AttackStage(
        Dataset dataset, EncoderQueries train, EncoderQueries test, Engine engine, Seeds seeds, Gallery gallery) {

    /** For attacks that did not declare that they query the encoder. */
    private static final Answers NO_ANSWERS = new Answers() {
        @Override
        public INDArray sent(int[] images, Seeds seeds) {
            throw new IllegalStateException("This attack's threat model has no queries");
        }

        @Override
        public INDArray clean(int[] images) {
            return sent(images, Seeds.of(0));
        }
    };

    Outcome.AttackOutcome run(Attack attack, RunContext context) {
        boolean ownsTraining = attack.knowledge() == Knowledge.TRAIN;
        int count = dataset.test().count();
        int firstVictim = ownsTraining ? 0 : HeldOut.boundary(count);
        LabeledImages own = ownsTraining ? dataset.train() : HeldOut.firstNineTenths(dataset.test());
        LabeledImages victims = dataset.test().range(firstVictim, count);
        EncoderQueries answers = ownsTraining ? train : test.range(0, firstVictim);
        var view = new AttackerView(
                own.shape(),
                test.feature(),
                new AttackerView.SentFeatures(
                        test.feature(),
                        test.range(firstVictim, count).intercepted(seeds.family("victims." + attack.slug()))),
                attack.info().needs().labels() ? own : own.unlabeled(),
                attack.info().needs().queries() ? answers : NO_ANSWERS,
                engine,
                seeds.family("attack." + attack.slug()));
        Reconstructions rebuilt = attack.run(view, context);
        gallery.writeReconstructions(attack.slug(), rebuilt, firstVictim);
        return outcome(attack, Scores.of(victims, rebuilt), own, victims, firstVictim);
    }

    private Outcome.AttackOutcome outcome(
            Attack attack, Scores scores, LabeledImages own, LabeledImages victims, int firstVictim) {
        var galleryScores = new LinkedHashMap<Integer, Map<String, Double>>();
        gallery.indices().forEach(index -> galleryScores.put(index, scores.ofImage(index - firstVictim)));
        var means = new LinkedHashMap<>(scores.means());
        means.put("mse.constantGuess", ConstantGuess.meanSquaredError(own, victims));
        return new Outcome.AttackOutcome(
                attack.info().id(),
                attack.slug(),
                attack.settings(),
                attack.knowledge().id(),
                victims.count(),
                means,
                scores.perImage(),
                galleryScores);
    }
}
