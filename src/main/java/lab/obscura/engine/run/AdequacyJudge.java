package lab.obscura.engine.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import lab.obscura.engine.attack.Learning;
import lab.obscura.engine.attack.linear.LinearAttack;
import lab.obscura.engine.metric.ConstantGuess;
import lab.obscura.engine.metric.LearningCurve;
import lab.obscura.engine.metric.MeanSquaredError;
import lab.obscura.engine.network.decoder.Decoders;
import lab.obscura.engine.run.folder.Adequacy;
import lab.obscura.engine.run.folder.Judgment;
import lab.obscura.engine.run.folder.Judgment.Standing;
import lab.obscura.engine.run.folder.Outcome.AttackOutcome;

/**
 * Judges the attacks of a run by each other, once all are scored. An attack is adequate unless one of these finds it wanting: it beats
 * the constant guess by more than 5 %; its error is not more than 2 % above that of the linear attacker; its training reached a
 * plateau, or its search an end; a larger decoder would not gain 5 %. Attacks are compared with others of the same knowledge that
 * attacked the same images.
 */
final class AdequacyJudge {

    /** Name in an attack's means of the share by which the loss of a search fell in its last tenth. */
    static final String LAST_TENTH = "lossFallInLastTenth";

    private static final double ABOVE_LINEAR = 0.02;
    private static final double STILL_GAINS = 0.01;
    private static final double LARGER_GAINS = 0.05;
    private static final int ENOUGH_DECODERS = 2;
    private static final String DECODER = "decoder";

    private final List<AttackOutcome> attacks;

    AdequacyJudge(List<AttackOutcome> attacks) {
        this.attacks = List.copyOf(attacks);
    }

    Judgment judgment() {
        var adequacies = new LinkedHashMap<String, Adequacy>();
        attacks.forEach(attack -> adequacies.put(attack.slug(), adequacy(attack)));
        Standing standing = standing(adequacies);
        return new Judgment(standing, reason(standing), adequacies);
    }

    private Standing standing(Map<String, Adequacy> adequacies) {
        if (attacks.isEmpty() || attacks.stream().anyMatch(attack -> !isJudgeable(attack))) {
            return Standing.NOT_JUDGED;
        }
        if (learned().anyMatch(attack -> adequacies.get(attack.slug()).isAdequate())) {
            return Standing.ADEQUATE;
        }
        boolean isSeen = attacks.stream().anyMatch(AdequacyJudge::isLinear) && onPlateau() >= ENOUGH_DECODERS;
        return isSeen && attacks.stream().noneMatch(AdequacyJudge::beatsGuess)
                ? Standing.AT_GUESS
                : Standing.INADEQUATE;
    }

    private String reason(Standing standing) {
        return switch (standing) {
            case ADEQUATE, NOT_JUDGED -> "";
            case AT_GUESS ->
                "at the constant guess: neither the linear attacker nor " + onPlateau()
                        + " decoders on their plateau beat it by 5 %, so every error counts as the guess's";
            case INADEQUATE ->
                learned().findAny().isEmpty()
                        ? "attacker inadequate: no attack learned a decoder. Add one, such as decoder"
                        : "attacker inadequate: no learned decoder is adequate; each attack says why";
        };
    }

    private Stream<AttackOutcome> learned() {
        return attacks.stream().filter(attack -> attack.learning().end() != Learning.End.NONE);
    }

    /** How many learned decoders were given enough. */
    private long onPlateau() {
        return learned()
                .filter(attack -> attack.learning().end() != Learning.End.FIXED)
                .filter(attack -> noPlateau(attack).isEmpty())
                .count();
    }

    private Adequacy adequacy(AttackOutcome attack) {
        if (!isJudgeable(attack)) {
            return Adequacy.NOT_JUDGED;
        }
        var reasons = new ArrayList<String>();
        atGuess(attack).ifPresent(reasons::add);
        aboveLinear(attack).ifPresent(reasons::add);
        noPlateau(attack).ifPresent(reasons::add);
        largerGains(attack).ifPresent(reasons::add);
        List<String> notes = attack.learning().end() == Learning.End.FIXED
                ? List.of("fixed schedule of " + attack.learning().epochs()
                        + " epochs: whether more would have helped cannot be seen, the other tests judge it")
                : List.of();
        var verdict = reasons.isEmpty() ? Adequacy.Verdict.ADEQUATE : Adequacy.Verdict.INADEQUATE;
        return new Adequacy(verdict, reasons, notes);
    }

    /** Whether it was scored by a version that guesses as these tests expect. */
    private static boolean isJudgeable(AttackOutcome attack) {
        return attack.means().getOrDefault(ConstantGuess.VERSION_NAME, 1.0) == ConstantGuess.VERSION.number();
    }

    private static boolean isLinear(AttackOutcome attack) {
        return attack.attack().equals(LinearAttack.INFO.id());
    }

    private static double error(AttackOutcome attack) {
        return attack.means().get(MeanSquaredError.ID);
    }

    private static boolean beatsGuess(AttackOutcome attack) {
        return !ConstantGuess.isAsGood(error(attack), attack.means().get(MeanSquaredError.INFO.constantGuess()));
    }

    private static Optional<String> atGuess(AttackOutcome attack) {
        return reason(
                !beatsGuess(attack),
                "its mse of %.4g does not beat the %.4g of a constant guess by 5 %%",
                error(attack),
                attack.means().get(MeanSquaredError.INFO.constantGuess()));
    }

    private Optional<String> aboveLinear(AttackOutcome attack) {
        return comparable(attack)
                .filter(AdequacyJudge::isLinear)
                .findFirst()
                .flatMap(linear -> reason(
                        !(error(attack) <= (1 + ABOVE_LINEAR) * error(linear)),
                        "its mse of %.4g is %.1f %% above the %.4g of the linear attacker; 2 %% are allowed",
                        error(attack),
                        100 * (error(attack) / error(linear) - 1),
                        error(linear)));
    }

    private static Optional<String> noPlateau(AttackOutcome attack) {
        Learning learning = attack.learning();
        return switch (learning.end()) {
            case PLATEAU, FIXED -> Optional.empty();
            case CAP -> {
                double gain = LearningCurve.gainAtTheEnd(learning.validation(), 5);
                yield reason(
                        gain >= STILL_GAINS,
                        "its training ended at epoch %d before a plateau: in its last fifth the validation error still fell by"
                                + " %.1f %%. Give it more epochs",
                        learning.epochs(),
                        100 * gain);
            }
            case NONE -> {
                double fall = attack.means().getOrDefault(LAST_TENTH, 0.0);
                yield reason(
                        fall >= STILL_GAINS,
                        "its loss still fell by %.1f %% in the last tenth of its steps. Give it more steps",
                        100 * fall);
            }
        };
    }

    /** The next larger decoder of those that attacked with otherwise the same settings. */
    private Optional<String> largerGains(AttackOutcome attack) {
        return comparable(attack)
                .filter(other -> other.attack().equals(attack.attack()))
                .filter(other -> besideDecoder(other).equals(besideDecoder(attack)))
                .filter(other -> rung(attack) >= 0 && rung(other) > rung(attack))
                .min(Comparator.comparingInt(AdequacyJudge::rung))
                .flatMap(larger -> reason(
                        1 - error(larger) / error(attack) >= LARGER_GAINS,
                        "the next larger decoder, %s, still gains %.1f %% (mse %.4g after %.4g)",
                        larger.settings().get(DECODER),
                        100 * (1 - error(larger) / error(attack)),
                        error(larger),
                        error(attack)));
    }

    private static int rung(AttackOutcome attack) {
        return Decoders.ladder().indexOf(String.valueOf(attack.settings().get(DECODER)));
    }

    private static Map<String, Object> besideDecoder(AttackOutcome attack) {
        var settings = new LinkedHashMap<>(attack.settings());
        settings.remove(DECODER);
        return settings;
    }

    /** Other attacks of the same knowledge that attacked the same images. */
    private Stream<AttackOutcome> comparable(AttackOutcome attack) {
        return attacks.stream()
                .filter(other -> !other.slug().equals(attack.slug()))
                .filter(other -> other.knowledge().equals(attack.knowledge()))
                .filter(other -> Arrays.equals(other.images(), attack.images()));
    }

    private static Optional<String> reason(boolean isWanting, String format, Object... numbers) {
        return isWanting ? Optional.of(String.format(Locale.ROOT, format, numbers)) : Optional.empty();
    }
}
