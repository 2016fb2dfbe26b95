package lab.obscura.engine.estimate;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lab.obscura.engine.attack.Attack;
import lab.obscura.engine.attack.AttackImages;
import lab.obscura.engine.data.facts.DatasetInfo;
import lab.obscura.engine.data.images.ImageCounts;
import lab.obscura.engine.defense.Adversary;
import lab.obscura.engine.defense.Expert;
import lab.obscura.engine.defense.Penalty;
import lab.obscura.engine.defense.TrainingRule;
import lab.obscura.engine.definition.ExperimentDefinition;
import lab.obscura.engine.definition.FitCheck;
import lab.obscura.engine.network.spec.SplitSpec;

/**
 * What the stages of one run compute.
 *
 * @param stages multiply-adds of the stages that learn, named as in the timings of an outcome
 */
public record Workload(Map<String, Double> stages) {

    static final String TRAINING = "training";
    static final String ATTACK = "attack ";

    public Workload {
        stages = Collections.unmodifiableMap(new LinkedHashMap<>(stages));
    }

    /** Roughly: how long it takes is measured, so only proportions matter. */
    public static Workload of(ExperimentDefinition definition, DatasetInfo info) {
        SplitSpec split = FitCheck.fit(definition, info);
        ImageCounts images = definition.images(info);
        var stages = new LinkedHashMap<String, Double>();
        stages.put(TRAINING, training(definition, split, images) + expert(definition, split, info));
        stages.putAll(attacks(definition, split, images));
        return new Workload(stages);
    }

    private static double training(ExperimentDefinition definition, SplitSpec split, ImageCounts images) {
        int train = images.train();
        double edge = split.edge().multiplyAdds(split.input());
        double whole = edge + split.tail().multiplyAdds(split.feature());
        boolean refresh = definition.defense().penalties().stream().anyMatch(Penalty::looksAtEpochs);
        List<TrainingRule> rules = definition.defense().of(TrainingRule.class);
        double slowdown = rules.stream().mapToDouble(TrainingRule::slowdown).reduce(1, (a, b) -> a * b);
        double epoch = train * (3 * whole * slowdown + (refresh ? edge : 0)) + images.test() * whole;
        int epochs = definition.training().epochs()
                + rules.stream().mapToInt(TrainingRule::earlierEpochs).sum();
        double later =
                rules.stream().mapToDouble(TrainingRule::passesAfterTraining).sum() * train * 3 * whole;
        return epochs * epoch + later + adversaries(definition, split, train, epochs);
    }

    /** What an expert learns before on images of its own. */
    private static double expert(ExperimentDefinition definition, SplitSpec split, DatasetInfo info) {
        if (definition.expert().isEmpty() || info.expert().isEmpty()) {
            return 0;
        }
        Expert expert = definition.expert().get().expert();
        int images = info.expert().get().count();
        int batch = Math.max(1, Math.min(images, definition.training().batchSize()));
        double whole = split.edge().multiplyAdds(split.input()) + split.tail().multiplyAdds(split.feature());
        int steps = expert.epochs() * (images / batch);
        return 3 * whole * images * expert.epochs()
                + expert.adversary().multiplyAdds(split.feature(), split.input(), images, batch, steps);
    }

    private static double adversaries(ExperimentDefinition definition, SplitSpec split, int train, int epochs) {
        int batchSize = Math.min(train, definition.training().batchSize());
        int steps = epochs * (train / batchSize);
        return definition.defense().of(Adversary.class).stream()
                .mapToDouble(part -> part.multiplyAdds(split.feature(), split.input(), train, batchSize, steps))
                .sum();
    }

    private static Map<String, Double> attacks(ExperimentDefinition definition, SplitSpec split, ImageCounts images) {
        var attacks = new LinkedHashMap<String, Double>();
        for (Attack attack : definition.attacks()) {
            attacks.put(ATTACK + attack.slug(), attack.multiplyAdds(split, AttackImages.of(attack, images)));
        }
        return attacks;
    }
}
