package lab.obscura.run;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lab.obscura.engine.catalog.Metrics;
import lab.obscura.engine.metric.MetricInfo;
import lab.obscura.engine.settings.Nearest;
import lab.obscura.platform.web.ErrorType;
import lab.obscura.platform.web.Problem;
import lab.obscura.queue.Run;
import lab.obscura.queue.RunState;
import lab.obscura.result.AttackResult;
import lab.obscura.result.Results;
import org.springframework.stereotype.Component;

/** Orders the images that were attacked by how much of them leaked. */
@Component
final class ImageScores {

    private final RunReference reference;
    private final Results results;

    ImageScores(RunReference reference, Results results) {
        this.reference = reference;
        this.results = results;
    }

    /**
     * @param slug of an attack; empty for the first
     * @param metric id of a metric of the catalog; empty for the leading one
     */
    View of(String id, String slug, String metric) {
        Run run = reference.find(id);
        MetricInfo info = metric(metric);
        AttackResult attack = attack(run, slug);
        double[] scores = results.scores(run.id(), attack.slug(), info.id())
                .orElseThrow(() -> new Problem(
                        ErrorType.NO_RESULT_YET,
                        "The version that ran this kept no " + info.id() + " per image of " + attack.slug()
                                + ". Run it again, or take mse"));
        double[] leaked = mostLeakedFirst(scores, info);
        return new View(
                attack.slug(),
                info.id(),
                info.higherIsMorePrivate() ? "higher" : "lower",
                Arrays.stream(scores).average().orElse(Double.NaN),
                attack.means().get(info.constantGuess()),
                Arrays.stream(leaked).boxed().toList(),
                shown(run, attack, info, leaked));
    }

    private static double[] mostLeakedFirst(double[] scores, MetricInfo metric) {
        double sign = sign(metric);
        return Arrays.stream(scores)
                .map(score -> sign * score)
                .sorted()
                .map(score -> sign * score)
                .toArray();
    }

    private static double sign(MetricInfo metric) {
        return metric.higherIsMorePrivate() ? 1 : -1;
    }

    private List<View.Shown> shown(Run run, AttackResult attack, MetricInfo metric, double[] leaked) {
        double sign = sign(metric);
        return results.gallery(run.id()).stream()
                .flatMap(image -> Optional.ofNullable(image.scores().get(attack.slug()))
                        .flatMap(scores -> Optional.ofNullable(scores.get(metric.id())))
                        .map(score -> Stream.of(
                                new View.Shown(image.index(), image.className(), score, place(sign, score, leaked))))
                        .orElse(Stream.empty()))
                .sorted(Comparator.comparingInt(View.Shown::place))
                .toList();
    }

    private static int place(double sign, double score, double[] leaked) {
        return 1
                + (int) Arrays.stream(leaked)
                        .filter(other -> sign * other < sign * score)
                        .count();
    }

    private static MetricInfo metric(String asked) {
        List<MetricInfo> columns = Metrics.columns();
        if (asked.isBlank()) {
            return Metrics.leading();
        }
        return columns.stream()
                .filter(metric -> metric.id().equals(asked.strip()))
                .findFirst()
                .orElseThrow(() -> unknown(
                        "metric", asked, columns.stream().map(MetricInfo::id).toList()));
    }

    private AttackResult attack(Run run, String asked) {
        List<AttackResult> attacks = results.attacks(run.id());
        if (attacks.isEmpty() && run.state() == RunState.SUCCEEDED) {
            throw new Problem(
                    ErrorType.NO_RESULT_YET,
                    "Scores are of attacks, and the definition of this run has none. Submit it with some under attacks");
        }
        if (attacks.isEmpty()) {
            throw new Problem(
                    ErrorType.NO_RESULT_YET,
                    "Scores are there when the run has SUCCEEDED; it is " + run.state() + ": " + run.reason());
        }
        return attacks.stream()
                .filter(attack -> asked.isBlank() || attack.slug().equals(asked.strip()))
                .findFirst()
                .orElseThrow(() -> unknown(
                        "attack",
                        asked,
                        attacks.stream().map(AttackResult::slug).toList()));
    }

    private static Problem unknown(String field, String value, List<String> known) {
        String hint = Nearest.to(value, known)
                .map(word -> "Did you mean " + word + "?")
                .orElse("Leave it out for the first of them");
        return Problem.field(field, "one of " + String.join(", ", known), value, hint);
    }

    /** How well every attacked image was rebuilt, and which of them have pictures. */
    @Schema(
            name = "Scores",
            description =
                    "One number per attacked image, the most leaked first: averages hide the images that leak most")
    record View(
            @Schema(example = "decoder-res-n8c64-train") String attack,
            @Schema(example = "mse") String metric,

            @Schema(
                    description = "Which way is better for privacy",
                    example = "higher",
                    allowableValues = {"higher", "lower"})
            String morePrivate,

            @Schema(example = "0.031") double mean,

            @Schema(nullable = true, description = "What guessing the same picture for every target scores on average")
            Double constantGuess,

            @Schema(description = "The most leaked image first")
            List<Double> scores,

            @Schema(description = "Those of the images that have pictures, the most leaked first")
            List<Shown> gallery) {

        @Schema(name = "ScoredImage", description = "An image of the gallery among all attacked ones")
        record Shown(
                @Schema(description = "As the gallery names it", example = "1801")
                int index,

                @Schema(example = "circle") String className,
                @Schema(example = "0.031") double score,

                @Schema(description = "One more than the number of images that leak more", example = "12")
                int place) {}
    }
}
