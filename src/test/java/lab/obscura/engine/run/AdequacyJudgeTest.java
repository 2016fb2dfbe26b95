package lab.obscura.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lab.obscura.engine.attack.Learning;
import lab.obscura.engine.run.folder.Adequacy;
import lab.obscura.engine.run.folder.Adequacy.Verdict;
import lab.obscura.engine.run.folder.Judgment;
import lab.obscura.engine.run.folder.Judgment.Standing;
import lab.obscura.engine.run.folder.Outcome.AttackOutcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdequacyJudgeTest {

    private static final double GUESS = 0.06;
    private static final int[] IMAGES = {1, 2, 3};

    @ParameterizedTest
    @CsvSource({"0.0569, ADEQUATE", "0.0571, INADEQUATE", "0.07, INADEQUATE", "NaN, INADEQUATE"})
    void anAttackBeatsTheConstantGuessByFivePercent(double error, Verdict verdict) {
        Adequacy adequacy = judged(decoder("res-n0c16", error)).of("res-n0c16");

        assertThat(adequacy.verdict()).isEqualTo(verdict);
        assertThat(adequacy.reasons())
                .hasSize(verdict == Verdict.ADEQUATE ? 0 : 1)
                .allMatch(text -> text.contains("0.06"));
    }

    @ParameterizedTest
    @CsvSource({"0.0203, ADEQUATE", "0.0205, INADEQUATE", "0.01, ADEQUATE"})
    void anErrorIsAtMostTwoPercentAboveTheLinearAttackers(double error, Verdict verdict) {
        Judgment judgment = judged(linear("train", 0.02, IMAGES), decoder("res-n0c16", error));

        assertThat(judgment.of("res-n0c16").verdict()).isEqualTo(verdict);
        assertThat(judgment.of("linear").isAdequate()).as("it needs no plateau").isTrue();
    }

    @Test
    void onlyALinearAttackerOfTheSameKnowledgeAndImagesIsCompared() {
        AttackOutcome decoder = decoder("res-n0c16", 0.03);

        assertThat(judged(linear("train", 0.02, IMAGES), decoder)
                        .of("res-n0c16")
                        .reasons())
                .containsExactly(
                        "its mse of 0.03000 is 50.0 % above the 0.02000 of the linear attacker; 2 % are allowed");
        assertThat(judged(linear("infer", 0.02, IMAGES), decoder)
                        .of("res-n0c16")
                        .isAdequate())
                .isTrue();
        assertThat(judged(linear("train", 0.02, new int[] {1, 2}), decoder)
                        .of("res-n0c16")
                        .isAdequate())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"0.0202, INADEQUATE", "0.0205, ADEQUATE", "0.03, ADEQUATE"})
    void beforeACapTheLastFifthMayGainNothing(double last, Verdict verdict) {
        var curve = new java.util.ArrayList<>(Collections.nCopies(7, 0.0206));
        curve.addAll(List.of(0.021, last, 0.04)); // the last fifth is two of ten

        Judgment judgment = judged(learned(new Learning(Learning.End.CAP, 10, 10, curve)));

        assertThat(judgment.of("res-n0c16").verdict()).isEqualTo(verdict);
    }

    @Test
    void aPlateauIsEnoughAndAFixedScheduleIsLabeled() {
        var falling = List.of(0.05, 0.04, 0.03, 0.02, 0.01);

        assertThat(judged(learned(new Learning(Learning.End.PLATEAU, 5, 5, falling)))
                        .of("res-n0c16"))
                .isEqualTo(new Adequacy(Verdict.ADEQUATE, List.of(), List.of()));
        Adequacy fixed = judged(learned(new Learning(Learning.End.FIXED, 50, 50, List.of())))
                .of("res-n0c16");
        assertThat(fixed.isAdequate()).isTrue();
        assertThat(fixed.notes()).singleElement().asString().startsWith("fixed schedule of 50 epochs");
    }

    @ParameterizedTest
    @CsvSource({"0.012, INADEQUATE", "0.008, ADEQUATE", "-0.1, ADEQUATE"})
    void theLossOfASearchFallsNoMoreInItsLastTenth(double fall, Verdict verdict) {
        AttackOutcome search = outcome("mle", "mle", "none", 0.01, Map.of(), Learning.NONE, IMAGES, fall);

        assertThat(judged(search).of("mle").verdict()).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({"0.0188, INADEQUATE", "0.0192, ADEQUATE", "0.05, ADEQUATE"})
    void theNextLargerDecoderGainsLessThanFivePercent(double larger, Verdict verdict) {
        Judgment judgment =
                judged(decoder("res-n4c64", 0.001), decoder("conv-n0c16", 0.02), decoder("res-n2c32", larger));

        assertThat(judgment.of("conv-n0c16").verdict()).isEqualTo(verdict);
        assertThat(judgment.of("res-n2c32").verdict())
                .as("res-n4c64 gains much")
                .isEqualTo(Verdict.INADEQUATE);
        assertThat(judgment.of("res-n4c64").isAdequate())
                .as("nothing larger was tried")
                .isTrue();
    }

    @Test
    void decodersOfOtherSettingsAreNoLadder() {
        AttackOutcome other = outcome(
                "decoder",
                "b64",
                "train",
                0.001,
                Map.of("decoder", "res-n8c64", "batchSize", 64),
                plateau(),
                IMAGES,
                0);

        assertThat(judged(decoder("conv-n0c16", 0.02), other).of("conv-n0c16").isAdequate())
                .isTrue();
        assertThat(judged(decoder("conv-n0c16", 0.02), decoder("custom", 0.001))
                        .of("conv-n0c16")
                        .isAdequate())
                .as("it halves channels: no rung of the ladder")
                .isTrue();
    }

    @Test
    void aRunIsRankedWhenALearnedDecoderIsAdequate() {
        AttackOutcome linear = linear("train", 0.02, IMAGES);

        assertThat(judged(linear, decoder("res-n0c16", 0.05), decoder("res-n2c32", 0.0195))
                        .standing())
                .isEqualTo(Standing.ADEQUATE);
        assertThat(judged(linear, decoder("res-n0c16", 0.05)).standing()).isEqualTo(Standing.INADEQUATE);
        assertThat(judged(linear).standing()).isEqualTo(Standing.INADEQUATE);
        assertThat(judged(linear).reason()).contains("no attack learned a decoder");
        assertThat(judged().standing()).isEqualTo(Standing.NOT_JUDGED);
    }

    @Test
    void aRunIsAtTheGuessWhenTheFloorAndTwoDecodersOnTheirPlateauSeeNothing() {
        AttackOutcome linear = linear("train", 0.059, IMAGES);
        AttackOutcome first = decoder("res-n0c16", 0.0595);
        AttackOutcome second = decoder("res-n2c32", 0.0594);

        assertThat(judged(linear, first, second).standing()).isEqualTo(Standing.AT_GUESS);
        assertThat(judged(linear, first, second).reason()).contains("2 decoders");
        assertThat(judged(linear, first, second).of("res-n0c16").isAdequate()).isFalse();
        assertThat(judged(first, second).standing()).as("no floor").isEqualTo(Standing.INADEQUATE);
        assertThat(judged(linear, first).standing()).as("one decoder").isEqualTo(Standing.INADEQUATE);
        AttackOutcome fixed = learned(new Learning(Learning.End.FIXED, 50, 50, List.of()), 0.0594);
        assertThat(judged(linear, first, fixed).standing()).as("no plateau").isEqualTo(Standing.INADEQUATE);
        AttackOutcome search = outcome("mle", "mle", "none", 0.01, Map.of(), Learning.NONE, IMAGES, 0);
        assertThat(judged(linear, first, second, search).standing())
                .as("something is seen")
                .isEqualTo(Standing.INADEQUATE);
    }

    @Test
    void whatAnEarlierVersionScoredIsNotJudged() {
        AttackOutcome now = decoder("res-n0c16", 0.01);
        var means = new LinkedHashMap<>(now.means());
        means.remove("constantGuess.version");
        var earlier = new AttackOutcome(
                "decoder", "earlier", Map.of(), "train", IMAGES, means, Map.of(), Map.of(), plateau());

        assertThat(judged(now, earlier).of("earlier")).isEqualTo(Adequacy.NOT_JUDGED);
        assertThat(judged(now, earlier).standing()).isEqualTo(Standing.NOT_JUDGED);
    }

    private static Judgment judged(AttackOutcome... attacks) {
        return new AdequacyJudge(List.of(attacks)).judgment();
    }

    private static Learning plateau() {
        return new Learning(Learning.End.PLATEAU, 30, 15, Collections.nCopies(30, 0.02));
    }

    private static AttackOutcome decoder(String network, double error) {
        return outcome("decoder", network, "train", error, Map.of("decoder", network), plateau(), IMAGES, 0);
    }

    private static AttackOutcome learned(Learning learning) {
        return learned(learning, 0.02);
    }

    private static AttackOutcome learned(Learning learning, double error) {
        return outcome("decoder", "res-n0c16", "train", error, Map.of("decoder", "custom"), learning, IMAGES, 0);
    }

    private static AttackOutcome linear(String knowledge, double error, int[] images) {
        return outcome("linear", "linear", knowledge, error, Map.of(), Learning.NONE, images, 0);
    }

    private static AttackOutcome outcome(
            String attack,
            String slug,
            String knowledge,
            double error,
            Map<String, Object> settings,
            Learning learning,
            int[] images,
            double fall) {
        var means = new LinkedHashMap<String, Double>();
        means.put("mse", error);
        means.put("mse.constantGuess", GUESS);
        means.put("constantGuess.version", 2.0);
        means.put(AdequacyJudge.LAST_TENTH, fall);
        return new AttackOutcome(attack, slug, settings, knowledge, images, means, Map.of(), Map.of(), learning);
    }
}
