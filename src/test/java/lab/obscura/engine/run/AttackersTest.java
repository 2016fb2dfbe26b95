package lab.obscura.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lab.obscura.engine.attack.Access;
import lab.obscura.engine.attack.Attack;
import lab.obscura.engine.attack.Learning;
import lab.obscura.engine.attack.ThreatModel;
import lab.obscura.engine.run.folder.Adequacy;
import lab.obscura.engine.run.folder.AttackerOutcome;
import lab.obscura.engine.run.folder.Judgment;
import lab.obscura.engine.run.folder.Outcome.AttackOutcome;
import org.junit.jupiter.api.Test;

class AttackersTest {

    private static final ThreatModel CLOUD = ThreatModel.of(Access.TAIL, Access.AUXILIARY_IMAGES);

    private final AttackOutcome black = attack("black", "train", 0.3, 0.2);
    private final AttackOutcome gray = attack("gray", "train", 0.1, 0.4);
    private final AttackOutcome white = attack("white", "train", 0.2, 0.1);
    private final AttackOutcome other = attack("other", "infer", 0.0, 0.0);
    private final Map<String, Adequacy> verdicts = new LinkedHashMap<>();

    /** Per image the best of 0.3 0.2, then of 0.1 0.4 as well, then of 0.2 0.1 as well. */
    @Test
    void whoeverHasMoreMayDoAllThatOthersDo() {
        adequate("black", "gray", "white", "other");

        List<AttackerOutcome> outcomes = outcomes(black, gray, white, other);

        assertThat(outcomes)
                .extracting(AttackerOutcome::threatModel, AttackerOutcome::knowledge)
                .map(Object::toString)
                .containsExactly(
                        "(\"black-box\", \"train\")",
                        "(\"black-box\", \"infer\")",
                        "(\"gray-box\", \"train\")",
                        "(\"gray-box\", \"infer\")",
                        "(\"white-box\", \"train\")",
                        "(\"white-box\", \"infer\")");
        assertThat(mse(outcomes.get(0))).isEqualTo(0.25);
        assertThat(mse(outcomes.get(2))).isCloseTo(0.15, within(1e-12));
        assertThat(mse(outcomes.get(4))).isCloseTo(0.10, within(1e-12));
        assertThat(mse(outcomes.get(5))).isZero();
        assertThat(outcomes.get(4).attacks()).containsExactly("black", "gray", "white");
        assertThat(outcomes.get(4).images()).isEqualTo(2);
    }

    @Test
    void anInadequateAttackDoesNotCount() {
        adequate("black");
        verdicts.put("white", inadequate("stopped early"));

        AttackerOutcome outcome = outcomes(black, white).get(2);

        assertThat(mse(outcome)).isEqualTo(0.25);
        assertThat(outcome.adequacy().isAdequate()).isTrue();
        assertThat(outcome.attacks()).containsExactly("black", "white");
        assertThat(outcome.means()).containsEntry("mse.constantGuess", 0.5);
    }

    @Test
    void withoutAnAdequateAttackTheBestIsShownWithTheReasons() {
        verdicts.put("black", inadequate("stopped early"));
        verdicts.put("white", inadequate("worse than a map"));

        AttackerOutcome outcome = outcomes(black, white).get(2);

        assertThat(mse(outcome)).isCloseTo(0.15, within(1e-12));
        assertThat(outcome.adequacy().verdict()).isEqualTo(Adequacy.Verdict.INADEQUATE);
        assertThat(outcome.adequacy().reasons()).containsExactly("black: stopped early", "white: worse than a map");
    }

    @Test
    void anEnsembleNeedsWhatItsMembersNeed() {
        adequate("black", "white", "ensemble-train");
        var ensemble = new AttackOutcome(
                Ensemble.ID,
                "ensemble-train",
                Map.of("members", List.of("black", "white")),
                "train",
                new int[] {4, 9},
                Map.of(),
                Map.of("mse", new double[] {0, 0}),
                Map.of(),
                Learning.NONE);

        List<AttackerOutcome> outcomes = outcomes(black, white, ensemble);

        assertThat(outcomes.get(0).attacks()).containsExactly("black");
        assertThat(mse(outcomes.get(2))).isZero();
    }

    private List<AttackerOutcome> outcomes(AttackOutcome... scored) {
        List<Attack> attacks = List.of(
                needing("black", ThreatModel.BLACK_BOX),
                needing("gray", CLOUD),
                needing("white", ThreatModel.WHITE_BOX),
                needing("other", ThreatModel.BLACK_BOX));
        return new Attackers(attacks, new Judgment(Judgment.Standing.ADEQUATE, "", verdicts)).outcomes(List.of(scored));
    }

    private void adequate(String... slugs) {
        List.of(slugs)
                .forEach(slug -> verdicts.put(slug, new Adequacy(Adequacy.Verdict.ADEQUATE, List.of(), List.of())));
    }

    private static Adequacy inadequate(String reason) {
        return new Adequacy(Adequacy.Verdict.INADEQUATE, List.of(reason), List.of());
    }

    private static double mse(AttackerOutcome outcome) {
        return outcome.means().get("mse");
    }

    private static Attack needing(String slug, ThreatModel needs) {
        Attack attack = mock(Attack.class);
        when(attack.slug()).thenReturn(slug);
        when(attack.needs()).thenReturn(needs);
        return attack;
    }

    private static AttackOutcome attack(String slug, String knowledge, double... errors) {
        return new AttackOutcome(
                "decoder",
                slug,
                Map.of(),
                knowledge,
                new int[] {4, 9},
                Map.of("mse.constantGuess", 0.5),
                Map.of("mse", errors),
                Map.of(),
                Learning.NONE);
    }
}
