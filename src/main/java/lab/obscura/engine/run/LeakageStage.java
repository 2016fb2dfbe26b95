package lab.obscura.engine.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import lab.obscura.engine.attack.Access;
import lab.obscura.engine.catalog.Attacks;
import lab.obscura.engine.data.Dataset;
import lab.obscura.engine.data.images.LabeledImages;
import lab.obscura.engine.leakage.LeakageEstimator;
import lab.obscura.engine.leakage.MeasuredFeatures;
import lab.obscura.engine.metric.MeanSquaredError;
import lab.obscura.engine.network.Engine;
import lab.obscura.engine.network.FrozenNetwork;
import lab.obscura.engine.progress.RunContext;
import lab.obscura.engine.run.folder.Outcome;
import lab.obscura.engine.seed.Seeds;

/**
 * Takes the measures of a definition, after the attacks.
 *
 * @param network the trained network with its defense
 * @param train the encoder's answers to the training images, or to none of them
 * @param test the encoder's answers to the test images
 */
record LeakageStage(
        Dataset dataset, TrainedSplit network, EncoderQueries train, EncoderQueries test, Engine engine, Seeds seeds) {

    /**
     * What the measures found.
     *
     * @param omissions what was left out, and why
     */
    record Measured(Map<String, Double> values, List<String> omissions) {}

    Measured run(List<LeakageEstimator> measures, List<Outcome.AttackOutcome> attacks, RunContext context) {
        var values = new LinkedHashMap<String, Double>();
        var omissions = new ArrayList<String>();
        for (int i = 0; i < measures.size(); i++) {
            context.checkStop();
            LeakageEstimator measure = measures.get(i);
            String id = measure.info().id();
            LabeledImages learned =
                    measure.needsTraining() ? dataset.train() : dataset.train().range(0, 0);
            var features = new MeasuredFeatures(
                    test.feature(),
                    part(learned, train),
                    part(dataset.test(), test),
                    network.defense().noiseStandardDeviation(),
                    attacks.stream()
                            .filter(LeakageStage::sawOneTransmission)
                            .map(attack -> attack.scores().get(MeanSquaredError.ID))
                            .toList(),
                    engine,
                    seeds.family("measure." + id),
                    () -> new FrozenNetwork(List.of(network.edge().build(engine))));
            Optional<String> lack = measure.lack(features);
            if (lack.isPresent()) {
                omissions.add("Measure " + id + " is left out: " + lack.get());
                continue;
            }
            omissions.addAll(measure.omissions(features));
            double each = 1.0 / measures.size();
            values.putAll(measure.of(features, context.share(i * each, (i + 1) * each)));
        }
        values.entrySet().removeIf(entry -> {
            boolean nonsense = !Double.isFinite(entry.getValue());
            if (nonsense) {
                omissions.add(entry.getKey() + " is left out: it came out as " + entry.getValue());
            }
            return nonsense;
        });
        return new Measured(values, omissions);
    }

    private MeasuredFeatures.Part part(LabeledImages images, EncoderQueries answers) {
        if (images.count() == 0) {
            return new MeasuredFeatures.Part(images, new float[0], new float[0]);
        }
        int[] all = IntStream.range(0, images.count()).toArray();
        float[] sent = answers.intercepted(all, seeds.family("measured"));
        return new MeasuredFeatures.Part(images, answers.values(), sent);
    }

    private static boolean sawOneTransmission(Outcome.AttackOutcome attack) {
        return Attacks.catalog()
                .find(attack.attack())
                .map(entry -> !entry.withDefaults().needs().grants(Access.REPEATS))
                .orElse(false);
    }
}
