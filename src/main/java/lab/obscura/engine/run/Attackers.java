package lab.obscura.engine.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import lab.obscura.engine.attack.Attack;
import lab.obscura.engine.attack.ThreatModel;
import lab.obscura.engine.catalog.Metrics;
import lab.obscura.engine.run.folder.Adequacy;
import lab.obscura.engine.run.folder.AttackerOutcome;
import lab.obscura.engine.run.folder.Judgment;
import lab.obscura.engine.run.folder.Outcome.AttackOutcome;
import lab.obscura.engine.run.folder.Outcome.BestReconstruction;

/** The attackers of a run, by how much of the network they have and which images they own, each with its worst case. */
final class Attackers {

    private final Map<String, ThreatModel> needs = new LinkedHashMap<>();
    private final Judgment judgment;

    /** @param attacks of the definition */
    Attackers(List<Attack> attacks, Judgment judgment) {
        attacks.forEach(attack -> needs.put(attack.slug(), attack.needs()));
        this.judgment = judgment;
    }

    /** One for each level and knowledge that some attack has. */
    List<AttackerOutcome> outcomes(List<AttackOutcome> scored) {
        List<AttackerOutcome> outcomes = new ArrayList<>();
        List<String> knowledges =
                scored.stream().map(AttackOutcome::knowledge).distinct().toList();
        for (ThreatModel.Level level : ThreatModel.Level.values()) {
            for (String knowledge : knowledges) {
                List<AttackOutcome> tried = scored.stream()
                        .filter(attack -> attack.knowledge().equals(knowledge) && isPossible(level, attack))
                        .toList();
                if (!tried.isEmpty()) {
                    outcomes.add(outcome(level, knowledge, tried));
                }
            }
        }
        return outcomes;
    }

    /** An ensemble needs what its members need. */
    private boolean isPossible(ThreatModel.Level level, AttackOutcome attack) {
        Stream<String> slugs = attack.attack().equals(Ensemble.ID)
                ? ((List<?>) attack.settings().get("members")).stream().map(String::valueOf)
                : Stream.of(attack.slug());
        return slugs.allMatch(slug -> level.admits(needs.get(slug)));
    }

    private AttackerOutcome outcome(ThreatModel.Level level, String knowledge, List<AttackOutcome> tried) {
        List<AttackOutcome> adequate = WorstCase.attackers(tried, judgment);
        List<AttackOutcome> counted = adequate.isEmpty() ? mostImages(tried) : adequate;
        List<BestReconstruction> worst = WorstCase.of(counted);
        var means = new LinkedHashMap<>(WorstCase.means(worst));
        Metrics.columns().stream()
                .map(metric -> metric.constantGuess())
                .filter(counted.get(0).means()::containsKey)
                .forEach(name -> means.put(name, counted.get(0).means().get(name)));
        return new AttackerOutcome(
                level.id(),
                knowledge,
                worst.size(),
                tried.stream().map(AttackOutcome::slug).toList(),
                adequate.isEmpty() ? inadequate(tried) : new Adequacy(Adequacy.Verdict.ADEQUATE, List.of(), List.of()),
                means);
    }

    private static List<AttackOutcome> mostImages(List<AttackOutcome> tried) {
        int most = tried.stream()
                .max(Comparator.comparingInt(AttackOutcome::evaluated))
                .orElseThrow()
                .evaluated();
        return tried.stream().filter(attack -> attack.evaluated() == most).toList();
    }

    private Adequacy inadequate(List<AttackOutcome> tried) {
        List<String> reasons = tried.stream()
                .flatMap(attack ->
                        judgment.of(attack.slug()).reasons().stream().map(reason -> attack.slug() + ": " + reason))
                .toList();
        return new Adequacy(Adequacy.Verdict.INADEQUATE, reasons, List.of());
    }
}
