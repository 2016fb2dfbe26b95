package lab.obscura.engine.attack.decoder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lab.obscura.engine.attack.Attack;
import lab.obscura.engine.attack.AttackerView;
import lab.obscura.engine.attack.KnownGaussian;
import lab.obscura.engine.attack.Learning;
import lab.obscura.engine.attack.Reconstructions;
import lab.obscura.engine.catalog.Attacks;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.dl4j.Dl4jEngine;
import lab.obscura.engine.progress.RunContext;
import lab.obscura.engine.progress.RunEvent;
import lab.obscura.engine.seed.RandomStream;
import lab.obscura.engine.seed.Seeds;
import org.junit.jupiter.api.Test;

/** What a dense layer and restarts are good for, where the best possible answer is known. */
class DenseDecoderTest {

    private static final int PIXELS = 64;
    private static final Map<String, Object> QUICK =
            Map.of("decoder", "res-n0c16", "schedule", "plateau", "epochs", 40, "batchSize", 40, "learningRate", 0.01);

    private final List<RunEvent> events = new ArrayList<>();

    /** A rotation of all pixels, sent as 4 × 4 places: no neighborhood is left, so a few convolutions cannot undo it. */
    @Test
    void theDenseLayerUndoesAMixtureOfAllPlacesAndConvolutionsDoNot() {
        var world = new KnownGaussian(new ImageShape(4, 4, 4), rotation(), 0, 1000, 200);

        double dense = world.error(attack(world, Map.of("decoder", "custom", "dense", 128)));
        double convolutional = world.error(attack(world, Map.of("decoder", "custom")));

        assertThat(dense).isLessThan(convolutional / 2);
        assertThat(dense).isLessThan(0.3 * KnownGaussian.guessError());
    }

    @Test
    void theBestOfThreeDecodersIsUsedAndAllAreTold() {
        var world = new KnownGaussian(new ImageShape(8, 8, 1), KnownGaussian.identity(), 0, 90, 20);
        var few = new LinkedHashMap<String, Object>(Map.of("epochs", 3, "batchSize", 20));

        Reconstructions alone = attack(world, few);
        events.clear();
        few.put("restarts", 3);
        Reconstructions best = attack(world, few);

        List<Double> errors =
                List.of(least(".validation"), least(".restart2.validation"), least(".restart3.validation"));
        assertThat(errors).doesNotHaveDuplicates();
        assertThat(errors.get(0)).isEqualTo(alone.learning().error().orElseThrow());
        assertThat(best.learning().error())
                .hasValue(errors.stream().mapToDouble(error -> error).min().orElseThrow());
        assertThat(logs())
                .filteredOn(line -> line.contains(" of 3 ended after epoch "))
                .hasSize(3);
    }

    /** With published epochs there is a choice, too; then the last epoch of the best counts. */
    @Test
    void aFixedScheduleChoosesByHeldOutImagesToo() {
        var world = new KnownGaussian(new ImageShape(8, 8, 1), KnownGaussian.identity(), 0, 90, 20);

        Learning learning = attack(world, Map.of("schedule", "fixed", "epochs", 2, "restarts", 2))
                .learning();

        assertThat(learning.end()).isEqualTo(Learning.End.FIXED);
        assertThat(learning.kept()).isEqualTo(2);
        assertThat(learning.error().orElseThrow())
                .isEqualTo(Math.min(last(".validation"), last(".restart2.validation")));
    }

    private Reconstructions attack(KnownGaussian world, Map<String, Object> changes) {
        var settings = new LinkedHashMap<>(QUICK);
        settings.putAll(changes);
        var entry = Attacks.catalog().find("noise-aware-decoder").orElseThrow();
        Attack attack = entry.make().apply(entry.info().schema().read("attack", settings));
        var view = new AttackerView(attack.needs(), world, Dl4jEngine.create(), Seeds.of(1));
        return attack.run(view, RunContext.of(events::add, () -> false));
    }

    private double least(String ending) {
        return curve(ending).stream().mapToDouble(value -> value).min().orElseThrow();
    }

    private double last(String ending) {
        List<Double> curve = curve(ending);
        return curve.get(curve.size() - 1);
    }

    /** Of the first decoder, or of the restart that the ending names. */
    private List<Double> curve(String ending) {
        return events.stream()
                .filter(RunEvent.Point.class::isInstance)
                .map(RunEvent.Point.class::cast)
                .filter(point -> point.series().endsWith(ending))
                .filter(point -> ending.contains("restart") || !point.series().contains(".restart"))
                .map(RunEvent.Point::value)
                .toList();
    }

    private List<String> logs() {
        return events.stream()
                .filter(RunEvent.Log.class::isInstance)
                .map(event -> ((RunEvent.Log) event).line())
                .toList();
    }

    /** Rows of normal numbers, made orthogonal one after the other (Gram and Schmidt) and of length 1. */
    private static double[][] rotation() {
        var random = new RandomStream(21);
        double[][] rows = new double[PIXELS][];
        for (int row = 0; row < PIXELS; row++) {
            double[] next = new double[PIXELS];
            for (int i = 0; i < PIXELS; i++) {
                next[i] = random.nextGaussian();
            }
            for (int earlier = 0; earlier < row; earlier++) {
                double share = dot(next, rows[earlier]);
                for (int i = 0; i < PIXELS; i++) {
                    next[i] -= share * rows[earlier][i];
                }
            }
            double length = Math.sqrt(dot(next, next));
            for (int i = 0; i < PIXELS; i++) {
                next[i] /= length;
            }
            rows[row] = next;
        }
        return rows;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
