package lab.obscura.compare;

import java.util.List;
import java.util.Optional;
import lab.obscura.queue.Run;
import lab.obscura.queue.RunState;
import lab.obscura.result.AttackAdequacy;
import lab.obscura.result.AttackResult;
import lab.obscura.result.Results;
import lab.obscura.result.RunResult;
import lab.obscura.result.summary.SeedSummary;

/**
 * One column of a comparison.
 *
 * @param shown whose pictures and curves are shown
 * @param seeds whose numbers are put together: all runs of the experiment, or the shown one alone
 * @param isWhole whether it stands for its experiment
 */
record Side(Run shown, List<Run> seeds, boolean isWhole) {

    static final String INADEQUATE = "inadequate";

    Side {
        seeds = List.copyOf(seeds);
    }

    static Side of(Run run) {
        return new Side(run, List.of(run), false);
    }

    /** That its means are over some of its seeds only; empty when they are over all, or when there are none. */
    Optional<String> unfinished() {
        long succeeded =
                seeds.stream().filter(run -> run.state() == RunState.SUCCEEDED).count();
        return succeeded == 0 || succeeded == seeds.size()
                ? Optional.empty()
                : Optional.of("Of “" + shown.experimentName() + "” " + succeeded + " of " + seeds.size()
                        + " seeds have succeeded; its means are over these.");
    }

    ComparisonView.Run view(ComparedRuns.Basis basis, Results results) {
        List<RunResult> found = seeds.stream()
                .map(run -> results.find(run.id()))
                .flatMap(Optional::stream)
                .toList();
        RunResult own = results.find(shown.id()).orElse(RunResult.NOTHING);
        return new ComparisonView.Run(
                shown.id().value(),
                shown.experiment().value(),
                shown.experimentName(),
                shown.seed(),
                shown.state().name(),
                shown.dataset(),
                basis.definition(),
                own.metrics(),
                own.attacks().stream().map(attack -> attack(attack, found)).toList(),
                own.standing(),
                isWhole,
                seeds.stream()
                        .map(run -> new ComparisonView.Seed(
                                run.id().value(), run.seed(), run.state().name()))
                        .toList(),
                SeedSummary.of(found.stream().map(RunResult::metrics).toList()).spreads());
    }

    private static ComparisonView.Attack attack(AttackResult own, List<RunResult> found) {
        List<AttackResult> same = found.stream()
                .flatMap(result -> result.attacks().stream())
                .filter(attack -> attack.slug().equals(own.slug()))
                .toList();
        AttackAdequacy adequacy = same.stream()
                .map(AttackResult::adequacy)
                .filter(judged -> judged.verdict().equals(INADEQUATE))
                .findFirst()
                .orElse(own.adequacy());
        return new ComparisonView.Attack(
                own.attack(),
                own.slug(),
                own.knowledge(),
                own.means(),
                SeedSummary.of(same.stream().map(AttackResult::means).toList()).spreads(),
                adequacy);
    }
}
