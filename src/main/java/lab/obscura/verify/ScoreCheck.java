package lab.obscura.verify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import lab.obscura.engine.metric.MeanSquaredError;
import lab.obscura.result.AttackResult;
import lab.obscura.verify.RunContents.Attacker;
import lab.obscura.verify.Verification.Check;

/** The means of a run, computed again from the value of each image. */
final class ScoreCheck {

    /** Adding up in another order changes the last digits. */
    private static final double ROUNDING = 1e-9;

    private static final double[] NONE = {};

    private ScoreCheck() {}

    /** One attack's means. Those that its values per image do not give, such as a paper's own averages, are named. */
    static Check means(AttackResult attack, Map<String, double[]> scores) {
        String what = "means of " + attack.slug();
        var differences = new ArrayList<String>();
        scores.forEach((metric, values) -> {
            if (values.length != attack.evaluated()) {
                differences.add(metric + " has " + values.length + " values for " + attack.evaluated() + " images");
            } else {
                compare(metric, attack.means().get(metric), mean(values)).ifPresent(differences::add);
            }
        });
        List<String> others = attack.means().keySet().stream()
                .filter(metric -> !scores.containsKey(metric))
                .sorted()
                .toList();
        String rest = others.isEmpty() ? "" : "; not to be had from them: " + String.join(", ", others);
        return Check.of(
                what,
                differences,
                String.join(", ", scores.keySet()) + " are the means of " + attack.evaluated() + " images" + rest);
    }

    /**
     * What an attacker reaches that takes the nearest reconstruction of each image: of its adequate attacks, or of all where none is.
     *
     * @param adequate slugs of the run's adequate attacks
     * @param scores slug to metric to one value per image
     */
    static Check worstCase(Attacker attacker, Set<String> adequate, Map<String, Map<String, double[]>> scores) {
        String what = "worst case, " + attacker.threatModel() + ", " + attacker.knowledge();
        List<String> tried = attacker.attacks().stream()
                .filter(slug -> scores.containsKey(slug)
                        && scores.get(slug).getOrDefault(MeanSquaredError.ID, NONE).length == attacker.images())
                .toList();
        List<String> counted = tried.stream().filter(adequate::contains).toList();
        List<String> slugs = counted.isEmpty() ? tried : counted;
        if (slugs.isEmpty()) {
            return Check.differs(what, "none of its attacks has values for its " + attacker.images() + " images");
        }
        List<Map<String, double[]>> own = slugs.stream().map(scores::get).toList();
        int[] best = nearest(own, attacker.images());
        var differences = new ArrayList<String>();
        var compared = new TreeMap<>(attacker.means());
        compared.keySet().removeIf(metric -> own.stream().anyMatch(values -> !values.containsKey(metric)));
        compared.forEach((metric, stored) -> {
            double[] values = new double[best.length];
            for (int i = 0; i < best.length; i++) {
                values[i] = own.get(best[i]).get(metric)[i];
            }
            compare(metric, stored, mean(values)).ifPresent(differences::add);
        });
        return Check.of(
                what,
                differences,
                String.join(", ", compared.keySet()) + " of the best of " + String.join(", ", slugs) + " for each of "
                        + attacker.images() + " images");
    }

    /** The place of the attack with the smallest squared error, image by image; the first of equals. */
    private static int[] nearest(List<Map<String, double[]>> attacks, int images) {
        int[] best = new int[images];
        for (int i = 0; i < images; i++) {
            for (int a = 1; a < attacks.size(); a++) {
                double error = attacks.get(a).get(MeanSquaredError.ID)[i];
                if (error < attacks.get(best[i]).get(MeanSquaredError.ID)[i]) {
                    best[i] = a;
                }
            }
        }
        return best;
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(Double.NaN);
    }

    private static Optional<String> compare(String metric, Double stored, double computed) {
        if (stored != null && Math.abs(stored - computed) <= ROUNDING * Math.max(1, Math.abs(stored))) {
            return Optional.empty();
        }
        return Optional.of(
                String.format(Locale.ROOT, "%s is stored as %s, its images give %.9g", metric, stored, computed));
    }
}
