package lab.obscura.engine.leakage.rebuilt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.data.images.LabeledImages;
import lab.obscura.engine.leakage.MeasuredFeatures;
import lab.obscura.engine.leakage.Rebuilt;
import lab.obscura.engine.network.dl4j.Dl4jEngine;
import lab.obscura.engine.progress.RunContext;
import lab.obscura.engine.recognition.Classifiers;
import lab.obscura.engine.recognition.IndependentClassifier;
import lab.obscura.engine.recognition.IndependentClassifier.Plane;
import lab.obscura.engine.seed.RandomStream;
import lab.obscura.engine.seed.Seeds;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Three classes of 8×8 pictures that nobody can mix up: a bright bar at another place each, before noise. */
class RebuiltMeasuresTest {

    private static final RunContext QUIET = RunContext.of(event -> {}, () -> false);
    private static final ImageShape SHAPE = new ImageShape(8, 8, 1);
    private static final int CLASSES = 3;
    private static final Map<String, Object> SMALL = Map.of("width", 4, "epochs", 12, "batchSize", 10);

    private static final LabeledImages TRAIN = bars(60, 1);
    private static final LabeledImages TEST = bars(30, 2);
    private static final Dl4jEngine ENGINE = Dl4jEngine.create();
    private static final Classifiers CLASSIFIERS = new Classifiers(ENGINE, TRAIN, Seeds.of(3));
    private static final MeasuredFeatures FEATURES = features(CLASSIFIERS);

    @AfterAll
    static void closeThem() {
        CLASSIFIERS.close();
    }

    @Test
    void anIndependentClassifierSeesTheClassThatIsThere() {
        var measure =
                new IndependentRecognition(IndependentRecognition.INFO.schema().read("", SMALL));

        assertThat(measure.of(FEATURES, QUIET).get("recognition.independent.originals"))
                .isGreaterThan(0.9);
        assertThat(measure.of(FEATURES, QUIET)).containsEntry("recognition.independent.chance", 1.0 / CLASSES);
        // Pictures of the next class: what is there is not what was there.
        var numbers = measure.ofAttack(new Rebuilt(TEST, pixelsOfTheNextClass()), FEATURES, QUIET);
        assertThat(numbers.get("recognition.independent")).isLessThan(0.1);
        assertThat(numbers.get("recognition.independent.originals")).isGreaterThan(0.9);
    }

    @Test
    void aPictureFindsItsPersonAndAnotherOneDoesNot() {
        var measure = new IdentificationRate(IdentificationRate.INFO.schema().read("", SMALL));

        assertThat(measure.of(FEATURES, QUIET))
                .containsEntry("identification.persons", 3.0)
                .containsEntry("identification.chance", 1.0 / CLASSES)
                .hasEntrySatisfying(
                        "identification.rank1.originals",
                        rate -> assertThat(rate).isGreaterThan(0.9));
        var numbers = measure.ofAttack(new Rebuilt(TEST, pixelsOfTheNextClass()), FEATURES, QUIET);
        assertThat(numbers.get("identification.rank1")).isLessThan(0.1);
        assertThat(numbers.get("identification.rank1.originals")).isGreaterThan(0.9);
    }

    @Test
    void strangersAreLeftOutAndNamed() {
        int[] withoutTheThird = IntStream.range(0, TRAIN.count())
                .filter(i -> TRAIN.label(i) != 2)
                .toArray();
        int[] one = {0};
        var measure = new IdentificationRate(IdentificationRate.INFO.schema().read("", SMALL));
        try (var two = new Classifiers(ENGINE, TRAIN.select(withoutTheThird), Seeds.of(3));
                var single = new Classifiers(ENGINE, TRAIN.select(one), Seeds.of(3))) {
            assertThat(measure.lack(features(two))).isEmpty();
            assertThat(measure.omissions(features(two)))
                    .singleElement()
                    .asString()
                    .contains("10 of 30");
            assertThat(measure.omissions(FEATURES)).isEmpty();
            assertThat(measure.lack(features(single)))
                    .hasValueSatisfying(reason -> assertThat(reason).contains("2 persons", "had 1"));
        }
    }

    @Test
    void theNearestIsTheOneWithTheLargestCosine() {
        var random = new RandomStream(5);
        float[] gallery = random.gaussians(7 * 4, 1);
        for (int i = 0; i < 4; i++) {
            gallery[2 * 4 + i] *= 10; // a long vector is no nearer
            gallery[5 * 4 + i] = 0;
        }
        float[] probes = random.gaussians(20 * 4, 1);

        assertThat(IntStream.range(0, 20)).allSatisfy(probe -> {
            float[] vector = Arrays.copyOfRange(probes, probe * 4, probe * 4 + 4);
            int expected = IntStream.range(0, 7)
                    .reduce((a, b) -> cosine(vector, row(gallery, b)) > cosine(vector, row(gallery, a)) ? b : a)
                    .orElseThrow();
            assertThat(IdentificationRate.nearest(probes, probe, gallery, 4)).isEqualTo(expected);
        });
    }

    private static float[] row(float[] vectors, int of) {
        return Arrays.copyOfRange(vectors, of * 4, of * 4 + 4);
    }

    @Test
    void aLayersDistanceIsTwoLessTwiceTheCosineOfEachPlace() {
        float[] a = positive(6 * 3, 8);
        float[] b = positive(6 * 3, 9);
        Arrays.fill(a, 3, 6, 0); // a place where the one layer says nothing: its vector stays 0, the other has length 1
        var shape = new ImageShape(2, 3, 3);

        double expected = 1 / 6.0;
        for (int place : new int[] {0, 2, 3, 4, 5}) {
            float[] u = Arrays.copyOfRange(a, place * 3, place * 3 + 3);
            float[] v = Arrays.copyOfRange(b, place * 3, place * 3 + 3);
            expected += (2 - 2 * cosine(u, v)) / 6;
        }

        assertThat(PerceptualDistance.ofLayer(new Plane(shape, a), new Plane(shape, b)))
                .isCloseTo(expected, within(1e-9));
        assertThat(PerceptualDistance.ofLayer(new Plane(shape, a), new Plane(shape, a)))
                .isZero();
    }

    @Test
    void aPoorReconstructionIsFartherThanAGoodOne() {
        var measure = new PerceptualDistance(PerceptualDistance.INFO.schema().read("", SMALL));
        float[] exact = IndependentClassifier.pixels(TEST);
        float[] noisy = exact.clone();
        var random = new RandomStream(6);
        for (int i = 0; i < noisy.length; i++) {
            noisy[i] = (float) Math.min(1, Math.max(0, noisy[i] + 0.05 * random.nextGaussian()));
        }
        float[] gray = new float[exact.length];
        Arrays.fill(gray, 0.4f);

        double ofNoisy = distance(measure, noisy);

        assertThat(distance(measure, exact)).isZero();
        assertThat(ofNoisy).isPositive();
        assertThat(distance(measure, gray)).isGreaterThan(2 * ofNoisy);
        assertThat(measure.of(FEATURES, QUIET).get("perceptual.otherImage")).isBetween(ofNoisy, 2.0);
    }

    @Test
    void measuresWithTheSamePlanShareOneTraining() {
        var first =
                new IndependentRecognition(IndependentRecognition.INFO.schema().read("", SMALL));
        var second = new PerceptualDistance(PerceptualDistance.INFO.schema().read("", SMALL));
        int[] epochs = {0};
        RunContext counting =
                RunContext.of(event -> epochs[0] += event.toString().contains("classifier.loss") ? 1 : 0, () -> false);
        try (var classifiers = new Classifiers(ENGINE, TRAIN, Seeds.of(4))) {
            first.of(features(classifiers), counting);
            second.of(features(classifiers), counting);
        }

        assertThat(epochs[0]).isEqualTo(12);
    }

    @Test
    void chosenImagesAreSpreadOverAll() {
        assertThat(Rebuilt.spread(10, 4)).containsExactly(0, 2, 5, 7);
        assertThat(Rebuilt.spread(3, 4)).containsExactly(0, 1, 2);
        var some = new Rebuilt(TEST, IndependentClassifier.pixels(TEST)).atMost(4);
        assertThat(some.originals().label(1)).isEqualTo(TEST.label(7));
        assertThat(some.pixels()).containsExactly(IndependentClassifier.pixels(some.originals()));
    }

    private static double distance(PerceptualDistance measure, float[] rebuilt) {
        return measure.ofAttack(new Rebuilt(TEST, rebuilt), FEATURES, QUIET).get("perceptual");
    }

    private static double cosine(float[] a, float[] b) {
        double product = 0;
        double left = 0;
        double right = 0;
        for (int i = 0; i < a.length; i++) {
            product += (double) a[i] * b[i];
            left += (double) a[i] * a[i];
            right += (double) b[i] * b[i];
        }
        return right == 0 ? 0 : product / Math.sqrt(left * right);
    }

    private static float[] positive(int count, long seed) {
        float[] values = new RandomStream(seed).gaussians(count, 1);
        for (int i = 0; i < count; i++) {
            values[i] = Math.abs(values[i]);
        }
        return values;
    }

    /** Classes take turns, so the next image is of the next class. */
    private static float[] pixelsOfTheNextClass() {
        int[] next = IntStream.range(0, TEST.count())
                .map(i -> (i + 1) % TEST.count())
                .toArray();
        return IndependentClassifier.pixels(TEST.select(next));
    }

    private static LabeledImages bars(int count, long seed) {
        var random = new RandomStream(seed);
        byte[] pixels = new byte[count * SHAPE.size()];
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            labels[i] = i % CLASSES;
            for (int p = 0; p < SHAPE.size(); p++) {
                int column = p % 8;
                boolean bright =
                        labels[i] == 0 ? column < 2 : labels[i] == 1 ? p / 8 < 2 : p / 8 % 4 == 2 && column % 4 == 2;
                pixels[i * SHAPE.size() + p] = (byte) (40 + (bright ? 150 : 0) + random.nextInt(40));
            }
        }
        return new LabeledImages(SHAPE, pixels, labels, List.of("left", "top", "dots"));
    }

    private static MeasuredFeatures features(Classifiers classifiers) {
        var part = new MeasuredFeatures.Part(TEST, new float[TEST.count()], new float[TEST.count()]);
        return new MeasuredFeatures(
                new ImageShape(1, 1, 1),
                part,
                part,
                0,
                List.of(),
                ENGINE,
                Seeds.of(1),
                () -> {
                    throw new IllegalStateException("These measures ask for no encoder");
                },
                () -> classifiers);
    }
}
