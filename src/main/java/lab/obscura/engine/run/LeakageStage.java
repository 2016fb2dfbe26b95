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
import lab.obscura.engine.leakage.Rebuilt;
import lab.obscura.engine.metric.MeanSquaredError;
import lab.obscura.engine.network.Engine;
import lab.obscura.engine.network.FrozenNetwork;
import lab.obscura.engine.progress.RunContext;
import lab.obscura.engine.recognition.Classifiers;
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
     * @param ofAttacks slug → numbers of that attack
     * @param omissions what was left out, and why
     */
    record Measured(Map<String, Double> values, Map<String, Map<String, Double>> ofAttacks, List<String> omissions) {

        /** The outcomes of these attacks with what measures say of each. */
        List<Outcome.AttackOutcome> beside(List<FinishedAttack> attacks) {
            return attacks.stream()
                    .map(FinishedAttack::outcome)
                    .map(outcome -> outcome.with(ofAttacks.getOrDefault(outcome.slug(), Map.of())))
                    .toList();
        }
    }

    Measured run(List<LeakageEstimator> measures, List<FinishedAttack> attacks, RunContext context) {
        LabeledImages auxiliary = dataset.auxiliary();
        boolean attackersOwn = auxiliary.count() > 0
                && auxiliary.classNames().equals(dataset.test().classNames());
        LabeledImages learned = attackersOwn ? auxiliary : dataset.train();
        try (var classifiers = new Classifiers(engine, learned, seeds.family("independent"))) {
            return run(measures, attacks, classifiers, context);
        }
    }

    private Measured run(
            List<LeakageEstimator> measures,
            List<FinishedAttack> attacks,
            Classifiers classifiers,
            RunContext context) {
        var values = new LinkedHashMap<String, Double>();
        var ofAttacks = new LinkedHashMap<String, Map<String, Double>>();
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
                            .map(FinishedAttack::outcome)
                            .filter(LeakageStage::sawOneTransmission)
                            .map(attack -> attack.scores().get(MeanSquaredError.ID))
                            .toList(),
                    engine,
                    seeds.family("measure." + id),
                    () -> new FrozenNetwork(List.of(network.edge().build(engine))),
                    () -> classifiers);
            Optional<String> lack = measure.lack(features);
            if (lack.isPresent()) {
                omissions.add("Measure " + id + " is left out: " + lack.get());
                continue;
            }
            omissions.addAll(measure.omissions(features));
            double each = 1.0 / measures.size();
            RunContext share = context.share(i * each, (i + 1) * each);
            values.putAll(measure.of(features, share));
            if (measure.rebuiltImages() > 0) {
                for (FinishedAttack attack : attacks) {
                    Rebuilt rebuilt = attack.rebuilt(dataset.test()).atMost(measure.rebuiltImages());
                    ofAttacks
                            .computeIfAbsent(attack.outcome().slug(), slug -> new LinkedHashMap<>())
                            .putAll(measure.ofAttack(rebuilt, features, share));
                }
            }
        }
        leaveOut(values, "", omissions);
        ofAttacks.forEach((slug, numbers) -> leaveOut(numbers, slug + ": ", omissions));
        return new Measured(values, ofAttacks, omissions);
    }

    private static void leaveOut(Map<String, Double> values, String of, List<String> omissions) {
        values.entrySet().removeIf(entry -> {
            boolean nonsense = !Double.isFinite(entry.getValue());
            if (nonsense) {
                omissions.add(of + entry.getKey() + " is left out: it came out as " + entry.getValue());
            }
            return nonsense;
        });
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
