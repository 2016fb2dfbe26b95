package lab.obscura.engine.pipeline;

import java.util.LinkedHashMap;
import java.util.Map;
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
import lab.obscura.engine.training.SplitNetwork;

/** Lets attacks loose on a trained encoder, each behind a view of its own, and scores what they rebuilt. */
final class AttackStage {

    private final SplitNetwork network;
    private final Dataset dataset;
    private final Engine engine;
    private final Seeds seeds;
    private final Gallery gallery;

    AttackStage(SplitNetwork network, Dataset dataset, Engine engine, Seeds seeds, Gallery gallery) {
        this.network = network;
        this.dataset = dataset;
        this.engine = engine;
        this.seeds = seeds;
        this.gallery = gallery;
    }

    Outcome.AttackOutcome run(Attack attack, RunContext context) {
        boolean ownsTraining = attack.knowledge() == Knowledge.TRAIN;
        LabeledImages test = dataset.test();
        LabeledImages own = ownsTraining ? dataset.train() : HeldOut.firstNineTenths(test);
        LabeledImages victims = ownsTraining ? test : HeldOut.lastTenth(test);
        int firstVictim = test.count() - victims.count();
        Reconstructions rebuilt = attack.run(view(attack, own, victims, context), context);
        Scores scores = Scores.of(victims, rebuilt);
        gallery.writeReconstructions(attack.slug(), rebuilt, firstVictim);
        var galleryScores = new LinkedHashMap<Integer, Map<String, Double>>();
        gallery.indices().forEach(index -> galleryScores.put(index, scores.ofImage(index - firstVictim)));
        var means = new LinkedHashMap<>(scores.means());
        means.put("mse.constantGuess", ConstantGuess.meanSquaredError(own, victims));
        means.forEach((name, value) -> context.log("%s %s = %.5f".formatted(attack.slug(), name, value)));
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

    private AttackerView view(Attack attack, LabeledImages own, LabeledImages victims, RunContext context) {
        float[] clean = EncoderQueries.cleanFeatures(network, victims, context);
        float[] sent = network.sent(clean, victims.count(), seeds.family("victims." + attack.slug()));
        return new AttackerView(
                own.shape(),
                network.feature(),
                new AttackerView.SentFeatures(network.feature(), sent),
                own,
                new EncoderQueries(network, own, context),
                engine,
                seeds.family("attack." + attack.slug()));
    }
}
