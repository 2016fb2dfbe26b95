package lab.obscura.board.evidence;

import static lab.obscura.board.evidence.AttackedRuns.of;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EvidenceTest {

    private static final String NOISE = "[{\"part\": \"gaussian-noise\", \"standardDeviation\": 0.1}]";
    private static final double[] FULL = of(0.900, 0.901, 0.899);

    private final AttackedRuns runs = new AttackedRuns().row("undefended", "[]", FULL, of(0.010, 0.011, 0.012));

    @Test
    void rowsThatDifferInOneNumberAreAFamilyThatIsReadAtMatchedAccuracy() {
        strength(16, 0.89, 0.02);
        strength(4, 0.91, 0.01);
        strength(64, 0.87, 0.04);

        Evidence evidence = evidence(2);
        Family family = evidence.families().get(0);

        assertThat(evidence.families()).hasSize(1);
        assertThat(family.setting()).isEqualTo("conditional-entropy.weight");
        assertThat(family.strengths()).extracting(Family.Strength::value).containsExactly(4.0, 16.0, 64.0);
        // 0.90 − 2 points lies half way between 0.89 and 0.87; seeds add 0, 0.001 and 0.002
        assertThat(evidence.read(family, 2).orElseThrow().sample().mean()).isCloseTo(0.031, within(1e-9));
        assertThat(evidence.read(family, 1).orElseThrow().sample().mean()).isCloseTo(0.021, within(1e-9));
        assertThat(evidence.read(family, 5)).isEmpty();
        assertThat(evidence.rank(family)).hasValue(1);
        assertThat(codes(evidence.notRanked(row(evidence, "cem 16")))).containsExactly("in-family");
        assertThat(evidence.rank(row(evidence, "undefended"))).hasValue(1);
    }

    @Test
    void aFamilyThatDoesNotGetThereIsNotRanked() {
        strength(4, 0.91, 0.01);
        strength(16, 0.89, 0.02);

        Evidence evidence = evidence(2);

        assertThat(evidence.rank(evidence.families().get(0))).isEqualTo(OptionalInt.empty());
        assertThat(codes(evidence.notRanked(evidence.families().get(0)))).containsExactly("not-reached");
    }

    @Test
    void anInadequateStrengthIsNoPointOfItsFamily() {
        strength(4, 0.91, 0.01);
        runs.row(
                "cem 64",
                cem(64),
                of(0.87, 0.87, 0.87),
                of(0.05, 0.05, 0.05),
                "inadequate",
                new MeasuredBy("2", "mse 1", "a build"),
                "images");

        Evidence evidence = evidence(2);

        assertThat(codes(evidence.notRanked(evidence.families().get(0)))).containsExactly("few-strengths");
        assertThat(codes(evidence.notRanked(row(evidence, "cem 64")))).containsExactly("inadequate", "in-family");
        assertThat(evidence.front().orElseThrow().rows())
                .extracting(row -> row.latest().name())
                .doesNotContain("cem 64");
    }

    @Test
    void singleStrengthsAreRankedOnlyNearTheUndefendedAccuracy() {
        runs.row("noise", NOISE, of(0.885, 0.886, 0.887), of(0.020, 0.021, 0.022));
        runs.row("dropping", "[{\"part\": \"feature-dropping\"}]", of(0.87, 0.87, 0.87), of(0.05, 0.05, 0.05));

        Evidence evidence = evidence(2);

        assertThat(evidence.rank(row(evidence, "noise"))).hasValue(1);
        assertThat(evidence.rank(row(evidence, "undefended"))).hasValue(2);
        assertThat(evidence.rank(row(evidence, "dropping"))).isEmpty();
        assertThat(codes(evidence.notRanked(row(evidence, "dropping")))).containsExactly("other-accuracy");
    }

    @Test
    void withoutAnUndefendedNetworkThereIsNothingToMatch() {
        var alone = new AttackedRuns().row("noise", NOISE, FULL, of(0.02, 0.02, 0.02));

        Evidence evidence = new Evidence(alone.all(), alone.definitions(), OptionalDouble.of(0.1), 2);

        assertThat(codes(evidence.notRanked(evidence.rows().get(0)))).containsExactly("no-reference");
    }

    /** 0.1 ± 0.00248 holds 0.102. */
    @Test
    void aNetworkThatGuessesTheClassIsNotRanked() {
        runs.row("broken", NOISE, of(0.101, 0.102, 0.103), of(0.05, 0.05, 0.05));

        Evidence evidence = evidence(2);

        assertThat(codes(evidence.notRanked(row(evidence, "broken")))).containsExactly("at-chance", "other-accuracy");
        var unknown = new Evidence(runs.all(), runs.definitions(), OptionalDouble.empty(), 2);
        assertThat(codes(unknown.notRanked(row(unknown, "broken")))).containsExactly("other-accuracy");
    }

    @Test
    void rowsOfOtherVersionsOrImagesAreNotRankedAndOtherBuildsAreFlagged() {
        double[] errors = of(0.02, 0.02, 0.02);
        runs.row("like the first", "[{\"part\": \"a\"}]", FULL, errors);
        runs.row("numerics", NOISE, FULL, errors, "adequate", new MeasuredBy("1", "mse 1", "a build"), "images");
        runs.row("formulas", "[{\"part\": \"b\"}]", FULL, errors, "adequate", by("mse 2", "a build"), "images");
        runs.row("build", "[{\"part\": \"c\"}]", FULL, errors, "adequate", by("mse 1", "another"), "images");
        runs.row("images", "[{\"part\": \"d\"}]", FULL, errors, "adequate", by("mse 1", "a build"), "others");

        Evidence evidence = evidence(2);

        assertThat(codes(evidence.notRanked(row(evidence, "numerics")))).containsExactly("other-numerics");
        assertThat(codes(evidence.notRanked(row(evidence, "formulas")))).containsExactly("other-metrics");
        assertThat(codes(evidence.notRanked(row(evidence, "images")))).containsExactly("other-images");
        assertThat(evidence.notRanked(row(evidence, "build"))).isEmpty();
        assertThat(evidence.flags(row(evidence, "build"))).containsExactly("measured by another build than most rows");
        assertThat(evidence.flags(row(evidence, "undefended"))).isEmpty();
    }

    /** Gains 1, 0.5 and 1 of the error: 0.0200/0.010, 0.0165/0.011 and 0.0240/0.012. */
    @Test
    void aRowWithConditionalEntropyGainsOverItsTwinSeedBySeed() {
        runs.row("with", cem(16), of(0.890, 0.891, 0.889), of(0.020, 0.0165, 0.024));

        Evidence evidence = evidence(2);
        Gain gain = evidence.gain(row(evidence, "with")).orElseThrow();

        assertThat(gain.twin().latest().name()).isEqualTo("undefended");
        assertThat(gain.part()).isEqualTo("conditional-entropy");
        assertThat(gain.seeds()).containsExactly(1L, 2L, 3L);
        assertThat(gain.error().mean()).isCloseTo((1 + 0.5 + 1) / 3, within(1e-9));
        assertThat(gain.accuracy().mean()).isCloseTo(-0.01, within(1e-9));
        assertThat(evidence.gain(row(evidence, "undefended"))).isEmpty();
    }

    @Test
    void aTwinHasEverythingElseInCommon() {
        runs.row("noise", NOISE, FULL, of(0.02, 0.02, 0.02));
        runs.row(
                "noise and cem",
                "[{\"part\": \"gaussian-noise\", \"standardDeviation\": 0.1}, {\"part\": \"conditional-entropy\", \"weight\": 16}]",
                FULL,
                of(0.03, 0.03, 0.03));
        runs.row(
                "other noise and cem",
                "[{\"part\": \"gaussian-noise\", \"standardDeviation\": 0.2}, {\"part\": \"conditional-entropy\", \"weight\": 4}]",
                FULL,
                of(0.03, 0.03, 0.03));

        Evidence evidence = evidence(2);

        assertThat(evidence.gain(row(evidence, "noise and cem"))
                        .orElseThrow()
                        .error()
                        .mean())
                .isCloseTo(0.5, within(1e-9));
        assertThat(evidence.gain(row(evidence, "other noise and cem"))).isEmpty();
        assertThat(evidence.families()).isEmpty();
    }

    @Test
    void aGridOverTwoSettingsIsOneFamilyPerLine() {
        IntStream.of(1, 2)
                .forEach(noise -> IntStream.of(4, 16, 64)
                        .forEach(weight -> runs.row(
                                noise + " " + weight, """
                                [{"part": "gaussian-noise", "standardDeviation": %d}, {"part": "conditional-entropy", "weight": %d}]
                                """.formatted(noise, weight), FULL, of(0.02, 0.02, 0.02))));

        List<Family> families = evidence(2).families();

        assertThat(families).extracting(Family::setting).containsOnly("conditional-entropy.weight");
        assertThat(families).extracting(family -> family.strengths().size()).containsExactly(3, 3);
    }

    /** (0.9 − 0.1) · 0.011 + nothing beyond, divided by 0.9 · 0.06. */
    @Test
    void theFrontCoversAShareOfWhatCouldBeCovered() {
        FrontOfRows front = evidence(2).front().orElseThrow();

        assertThat(front.hypervolume()).isCloseTo(0.8 * 0.011 / (0.9 * 0.06), within(1e-9));
        assertThat(front.bands()).isEmpty();
        assertThat(front.rows()).extracting(row -> row.latest().name()).containsExactly("undefended");
    }

    @Test
    void fiveSharedSeedsHaveBandsAndStability() {
        double[] full = of(0.900, 0.901, 0.899, 0.9, 0.9);
        var five = new AttackedRuns()
                .row("undefended", "[]", full, of(0.010, 0.011, 0.012, 0.010, 0.011))
                .row("noise", NOISE, full, of(0.020, 0.021, 0.022, 0.020, 0.021));

        Evidence evidence = new Evidence(five.all(), five.definitions(), OptionalDouble.of(0.1), 2);

        FrontOfRows.Bands bands = evidence.front().orElseThrow().bands().orElseThrow();
        assertThat(bands.hypervolume().holds(0.8 * 0.0208 / (0.9 * 0.06))).isTrue();
        assertThat(evidence.stability(row(evidence, "noise")).get(0)).isCloseTo(1, within(1e-9));
        Evidence three = evidence(2);
        assertThat(three.stability(row(three, "undefended"))).isEmpty();
    }

    /** A seed that is drawn three times or more in five is drawn so in 5.8 % of the draws, four times in 0.7 %: 97.5 % end at three. */
    @Test
    void theBandOfTheFrontSpansWhatOtherSeedsWouldHaveShown() {
        var five = new AttackedRuns()
                .row("accurate", "[]", of(0.9, 0.9, 0.9, 0.9, 0.9), of(0, 0, 0, 0, 0.01))
                .row("private", NOISE, of(0.5, 0.5, 0.5, 0.5, 0.5), of(0.04, 0.04, 0.04, 0.04, 0.04));

        List<FrontOfRows.PointBand> band = new Evidence(five.all(), five.definitions(), OptionalDouble.of(0.1), 2)
                .front()
                .orElseThrow()
                .bands()
                .orElseThrow()
                .front();

        assertThat(band.get(0).accuracy()).isCloseTo(0.5, within(1e-9));
        assertThat(band.get(0).error().low()).isCloseTo(0.04, within(1e-9));
        assertThat(band.get(0).error().high()).isCloseTo(0.04, within(1e-9));
        FrontOfRows.PointBand behind = band.get(30);
        assertThat(behind.accuracy()).isCloseTo(0.7, within(1e-9));
        assertThat(behind.error().low()).isZero();
        assertThat(behind.error().high()).isCloseTo(0.006, within(1e-9));
    }

    /** Half the interval of 0.88, 0.90 and 0.92 is 4.97 points. */
    @Test
    void noFamilyIsReadFinerThanTheUndefendedAccuracyIsKnown() {
        var coarse = new AttackedRuns()
                .row("undefended", "[]", of(0.88, 0.90, 0.92), of(0.01, 0.01, 0.01))
                .row("cem 4", cem(4), of(0.91, 0.91, 0.91), of(0.01, 0.01, 0.01))
                .row("cem 16", cem(16), of(0.80, 0.80, 0.80), of(0.03, 0.03, 0.03));

        Evidence evidence = new Evidence(coarse.all(), coarse.definitions(), OptionalDouble.of(0.1), 2);

        assertThat(codes(evidence.notRanked(evidence.families().get(0)))).containsExactly("no-reference");
        assertThat(evidence.read(evidence.families().get(0), 5)).isPresent();
    }

    private void strength(int weight, double accuracy, double error) {
        runs.row(
                "cem " + weight,
                cem(weight),
                of(accuracy, accuracy, accuracy),
                of(error, error + 0.001, error + 0.002));
    }

    private static String cem(int weight) {
        return "[{\"part\": \"conditional-entropy\", \"weight\": %d}]".formatted(weight);
    }

    private static MeasuredBy by(String formulas, String build) {
        return new MeasuredBy("2", formulas, build);
    }

    private Evidence evidence(double points) {
        return new Evidence(runs.all(), runs.definitions(), OptionalDouble.of(0.1), points);
    }

    private static SeedRow row(Evidence evidence, String name) {
        return evidence.rows().stream()
                .filter(row -> row.latest().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> codes(List<NotRanked> reasons) {
        return reasons.stream().map(NotRanked::code).toList();
    }
}
