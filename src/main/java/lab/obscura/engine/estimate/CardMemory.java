package lab.obscura.engine.estimate;

import java.util.Comparator;
import java.util.List;
import lab.obscura.engine.attack.Attack;
import lab.obscura.engine.attack.AttackImages;
import lab.obscura.engine.defense.Adversary;
import lab.obscura.engine.definition.ExperimentDefinition;
import lab.obscura.engine.network.EngineId;
import lab.obscura.engine.network.spec.NetworkLoad;
import lab.obscura.engine.network.spec.SplitSpec;

/**
 * What lies on a card beside networks, in bytes: images of the training and of the tests, batches, what formulas of penalties and losses hold
 * on to until their way back is done, and what attacks rebuilt, with the arrays that score it. Nothing where an engine leaves batches on the
 * host.
 */
record CardMemory(ExperimentDefinition definition, SplitSpec split) {

    /** A formula is worked out in float64. */
    private static final int BYTES = Double.BYTES;

    /** Arrays as large as its images that structural similarity holds on to, and those of its way back. */
    private static final int OF_SIMILARITY = 52;

    /** The same of any other formula. */
    private static final int OF_FORMULA = 12;

    /** Scores are worked out in parts of so many values, in about so many arrays. */
    private static final double SCORING = 30.0 * (1 << 18) * BYTES;

    /** In a training: images that it learns from and is judged on are there as bytes, a tenth perhaps twice. */
    double trained(int batch, int train, int test) {
        if (!staysThere()) {
            return 0;
        }
        double image = split.input().size();
        double images = image * (1.1 * train + test);
        return images + 2.0 * Float.BYTES * batch * image + formulas(batch);
    }

    private double formulas(int batch) {
        double image = split.input().size();
        double adversaries = definition.defense().of(Adversary.class).isEmpty() ? 0 : OF_SIMILARITY * image;
        double looked = split.shapes(definition.defense().taps(split)).values().stream()
                .mapToDouble(shape -> shape.size())
                .sum();
        boolean pays = !definition.defense().penalties().isEmpty();
        double penalties = pays ? OF_FORMULA * (split.feature().size() + looked) + 3 * image : 0;
        return (double) BYTES * batch * (adversaries + penalties);
    }

    /**
     * In an attack, and while it is scored.
     *
     * @param loads its networks
     */
    double attacked(Attack attack, AttackImages images, List<NetworkLoad> loads) {
        if (!staysThere()) {
            return 0;
        }
        double image = split.input().size();
        int batch = loads.stream()
                .max(Comparator.comparingInt(NetworkLoad::batch))
                .map(NetworkLoad::batch)
                .orElse(0);
        boolean compares =
                String.valueOf(attack.settings().values().get("loss")).contains("ssim");
        double formula = (double) BYTES * batch * image * (compares ? OF_SIMILARITY : OF_FORMULA);
        return Float.BYTES * image * images.targets() + Math.max(formula, SCORING);
    }

    private boolean staysThere() {
        return definition.engine() == EngineId.TORCH;
    }
}
