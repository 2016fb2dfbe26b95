package lab.obscura.engine.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import lab.obscura.engine.catalog.Metrics;
import lab.obscura.engine.metric.MeanSquaredError;
import lab.obscura.engine.metric.MetricInfo;
import lab.obscura.engine.run.folder.Judgment;
import lab.obscura.engine.run.folder.Outcome.AttackOutcome;
import lab.obscura.engine.run.folder.Outcome.BestReconstruction;

/**
 * The attacker that owns all adequate attacks of a run with one knowledge and picks, for each image, the reconstruction with the
 * smallest squared error. Attacks on other images never mix with them.
 */
final class WorstCase {

    private WorstCase() {}

    /**
     * The adequate attacks that may be put together: those of one knowledge that attacked the same images. Of several such groups the
     * one with the most images, and of those the first.
     */
    static List<AttackOutcome> attackers(List<AttackOutcome> attacks, Judgment judgment) {
        List<AttackOutcome> largest = List.of();
        for (List<AttackOutcome> group : Ensemble.groups(attacks, judgment)) {
            if (largest.isEmpty() || group.get(0).evaluated() > largest.get(0).evaluated()) {
                largest = group;
            }
        }
        return largest;
    }

    static List<BestReconstruction> of(List<AttackOutcome> attacks) {
        List<BestReconstruction> best = new ArrayList<>();
        if (attacks.isEmpty()) {
            return best;
        }
        for (int image : attacks.get(0).images()) {
            if (attacks.stream().allMatch(attack -> place(attack, image) >= 0)) {
                best.add(best(attacks, image));
            }
        }
        return best;
    }

    /** Means over the images, how many there are, and each attack's share of them. */
    static Map<String, Double> summary(List<BestReconstruction> worst) {
        var values = new LinkedHashMap<String, Double>();
        if (worst.isEmpty()) {
            return values;
        }
        byMetric(worst).forEach((metric, mean) -> values.put(metric.worstCase(), mean));
        values.put("worstCase.images", (double) worst.size());
        worst.forEach(image -> values.merge("worstCase.share." + image.slug(), 1.0 / worst.size(), Double::sum));
        return values;
    }

    /** Id of a metric → mean over the images. */
    static Map<String, Double> means(List<BestReconstruction> worst) {
        var means = new LinkedHashMap<String, Double>();
        byMetric(worst).forEach((metric, mean) -> means.put(metric.id(), mean));
        return means;
    }

    private static Map<MetricInfo, Double> byMetric(List<BestReconstruction> worst) {
        var means = new LinkedHashMap<MetricInfo, Double>();
        for (MetricInfo metric : metrics(worst.get(0).scores().keySet()::contains)) {
            means.put(metric, mean(worst, image -> image.scores().get(metric.id())));
        }
        return means;
    }

    private static BestReconstruction best(List<AttackOutcome> attacks, int image) {
        AttackOutcome best = attacks.get(0);
        for (AttackOutcome attack : attacks) {
            if (score(attack, MeanSquaredError.ID, image) < score(best, MeanSquaredError.ID, image)) {
                best = attack;
            }
        }
        var scores = new LinkedHashMap<String, Double>();
        for (MetricInfo metric : metrics(
                id -> attacks.stream().allMatch(attack -> attack.scores().containsKey(id)))) {
            scores.put(metric.id(), score(best, metric.id(), image));
        }
        return new BestReconstruction(image, best.slug(), scores);
    }

    /** An attack that an earlier version finished may lack a metric; then nobody has it here, and the run continues. */
    private static List<MetricInfo> metrics(Predicate<String> known) {
        return Metrics.columns().stream()
                .filter(metric -> known.test(metric.id()))
                .toList();
    }

    private static double score(AttackOutcome attack, String metric, int image) {
        return attack.scores().get(metric)[place(attack, image)];
    }

    /** Negative when the attack left this image out. */
    private static int place(AttackOutcome attack, int image) {
        return Arrays.binarySearch(attack.images(), image);
    }

    private static double mean(List<BestReconstruction> worst, ToDoubleFunction<BestReconstruction> score) {
        return worst.stream().mapToDouble(score).average().orElseThrow();
    }
}
