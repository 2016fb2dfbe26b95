package lab.obscura.engine.defense.cem.bank;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lab.obscura.engine.network.TestEngine;
import lab.obscura.engine.network.matrix.ResidentRows;
import lab.obscura.engine.network.matrix.RowKeeper;
import lab.obscura.engine.seed.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Against the loop that computes every distance, on samples that are easy and on samples whose products round away what tells them apart. */
class NearestCentroidsTest {

    private static final int K = 5;

    /** @param offset far from zero, products lose the digits in which samples differ */
    record Case(String name, int count, int size, double spread, double offset) {

        float[] points() {
            var random = new RandomStream(count * 31L + size);
            float[] points = random.gaussians(count * size, spread);
            for (int i = 0; i < points.length; i++) {
                points[i] += (float) offset;
            }
            return points;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() {
        return Stream.of(
                new Case("as features are", 600, 512, 1, 0),
                new Case("few values", 500, 3, 1, 0),
                new Case("one value", 300, 1, 1, 0),
                new Case("far from zero", 400, 64, 1e-3, 30),
                new Case("so far that products say nothing", 300, 33, 1e-4, 1000),
                new Case("all the same", 50, 16, 0, 3));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void saysOfEverySampleWhatTheLoopSays(Case hard) {
        float[] points = hard.points();
        int[] members = IntStream.range(0, hard.count()).filter(i -> i % 3 != 1).toArray();
        float[] centroids = Arrays.copyOf(points, K * hard.size());
        System.arraycopy(centroids, 0, centroids, 2 * hard.size(), hard.size()); // two in one place: the first counts

        assertThat(answers(points, members, hard.size(), centroids))
                .allSatisfy(found -> assertThat(found).isEqualTo(loop(points, members, hard.size(), centroids)));
    }

    @Test
    void mostSamplesNeedNoDistanceOfTheirOwn() {
        Case ordinary = cases().findFirst().orElseThrow();
        float[] points = ordinary.points();
        int[] members = IntStream.range(0, ordinary.count()).toArray();
        float[] centroids = new RandomStream(4).gaussians(K * ordinary.size(), 0.3);

        try (var nearest = new NearestCentroids(points, members, ordinary.size(), RowKeeper.PLAIN)) {
            nearest.of(centroids);

            assertThat(nearest.comparedAnew()).isLessThan(ordinary.count() / 20);
        }
    }

    @Test
    void samplesGoToTheEngineOnceHoweverOftenTheyAreAsked() {
        var keeper = new Counting();
        float[] points = new RandomStream(1).gaussians(40 * 8, 1);
        int[] members = IntStream.range(0, 40).toArray();

        var clusters = new KMeans(points, members, 8).from(Arrays.copyOf(points, 3 * 8), keeper);

        assertThat(keeper.kept).containsExactly(40 * 8);
        assertThat(keeper.asked).hasSizeGreaterThan(2).containsOnly(3 * 8);
        assertThat(keeper.open).isZero();
        assertThat(clusters.assignment()).hasSize(40);
    }

    @Test
    void aClassThatIsLargerThanABlockPassesInBlocks() {
        var keeper = new Counting();
        int size = 1 << 20;
        float[] points = new RandomStream(1).gaussians(10 * size, 1);
        int[] members = IntStream.range(0, 10).toArray();
        float[] centroids = Arrays.copyOfRange(points, 3 * size, 5 * size);

        try (var nearest = new NearestCentroids(points, members, size, keeper)) {
            assertThat(nearest.of(centroids)).isEqualTo(loop(points, members, size, centroids));
        }
        assertThat(keeper.kept).containsExactly(4 * size, 4 * size, 2 * size);
        assertThat(keeper.open).isZero();
    }

    @Test
    void farFromZeroTooMostSamplesNeedNone() {
        var random = new RandomStream(4);
        float[] points = random.gaussians(600 * 128, 0.1);
        for (int i = 0; i < points.length; i++) {
            points[i] += 10; // products of what lies there would leave every sample to the loop
        }
        int[] members = IntStream.range(0, 600).toArray();

        try (var nearest = new NearestCentroids(points, members, 128, RowKeeper.PLAIN)) {
            nearest.of(Arrays.copyOf(points, K * 128));

            assertThat(nearest.comparedAnew()).isLessThan(600 / 20);
        }
    }

    @Test
    void rowsThatFillNoLaneAreMultipliedAsOthers() {
        float[] rows = new RandomStream(1).gaussians(300 * 7, 1);
        float[] others = new RandomStream(2).gaussians(3 * 7, 1);

        float[] found = RowKeeper.PLAIN.keep(rows, 7).products(others);

        assertThat(found).hasSize(300 * 3);
        assertThat(IntStream.range(0, found.length)
                        .mapToDouble(i -> Math.abs(found[i] - product(rows, i / 3, others, i % 3, 7))))
                .allMatch(difference -> difference < 1e-5);
    }

    private static double product(float[] rows, int row, float[] others, int other, int size) {
        double sum = 0;
        for (int d = 0; d < size; d++) {
            sum += (double) rows[row * size + d] * others[other * size + d];
        }
        return sum;
    }

    private static List<int[]> answers(float[] points, int[] members, int size, float[] centroids) {
        List<RowKeeper> keepers = new ArrayList<>(List.of(RowKeeper.PLAIN, NearestCentroidsTest::roughly));
        for (TestEngine engine : TestEngine.values()) {
            keepers.add(engine.create()::keep);
        }
        return keepers.stream()
                .map(keeper -> {
                    try (var nearest = new NearestCentroids(points, members, size, keeper)) {
                        return nearest.of(centroids);
                    }
                })
                .toList();
    }

    private static int[] loop(float[] points, int[] members, int size, float[] centroids) {
        return Arrays.stream(members)
                .map(member -> KMeans.nearest(points, member, centroids, size))
                .toArray();
    }

    /** Products as wrong as float32 sums can be, against the order of the distances. */
    private static ResidentRows roughly(float[] values, int size) {
        ResidentRows plain = RowKeeper.PLAIN.keep(values, size);
        return new ResidentRows() {
            @Override
            public float[] products(float[] others) {
                float[] products = plain.products(others);
                int k = others.length / size;
                for (int i = 0; i < products.length; i++) {
                    double lengths = length(values, i / k, size) * length(others, i % k, size);
                    products[i] += (float) ((i % 2 == 0 ? 1 : -1) * size * 0x1p-24 * lengths);
                }
                return products;
            }

            @Override
            public void close() {
                plain.close();
            }
        };
    }

    private static double length(float[] values, int row, int size) {
        double sum = 0;
        for (int d = 0; d < size; d++) {
            sum += (double) values[row * size + d] * values[row * size + d];
        }
        return Math.sqrt(sum);
    }

    /** How many values went where. */
    private static final class Counting implements RowKeeper {

        private final List<Integer> kept = new ArrayList<>();
        private final List<Integer> asked = new ArrayList<>();
        private int open;

        @Override
        public ResidentRows keep(float[] values, int size) {
            kept.add(values.length);
            open++;
            ResidentRows plain = RowKeeper.PLAIN.keep(values, size);
            return new ResidentRows() {
                @Override
                public float[] products(float[] others) {
                    asked.add(others.length);
                    return plain.products(others);
                }

                @Override
                public void close() {
                    open--;
                }
            };
        }
    }
}
