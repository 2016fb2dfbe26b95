package lab.obscura.study;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import lab.obscura.account.Actor;
import lab.obscura.engine.settings.FieldError;
import lab.obscura.engine.settings.SettingsException;
import lab.obscura.experiment.EstimateView;
import lab.obscura.experiment.ExperimentBatches;
import lab.obscura.experiment.Resolved;
import lab.obscura.queue.RunState;
import lab.obscura.queue.usage.Expected;
import lab.obscura.quota.Asked;
import lab.obscura.study.expand.Cell;
import lab.obscura.study.expand.Expansion;
import lab.obscura.study.expand.StudyPlan;
import org.springframework.stereotype.Component;

/** Checks the definitions of all cells, and compares them with what is computed already. */
@Component
final class StudyPlanner {

    private static final int MOST_REFUSALS = 50;

    private final ExperimentBatches batches;

    StudyPlanner(ExperimentBatches batches) {
        this.batches = batches;
    }

    /** A cell whose definition holds. */
    record Checked(Cell cell, Resolved resolved) {}

    /** A cell that does not hold, and why. */
    record Refused(Cell cell, FieldError error) {}

    /** All cells, each in one of the two lists. */
    record Outcome(List<Checked> checked, List<Refused> refused) {

        /** @throws SettingsException when any cell does not hold; what many cells have in common is said once */
        List<Checked> orThrow() {
            if (!refused.isEmpty()) {
                throw new SettingsException(
                        distinct().stream().map(Refused::error).toList());
            }
            return checked;
        }

        List<Refused> distinct() {
            Map<List<String>, Refused> first = new LinkedHashMap<>();
            refused.forEach(one -> first.putIfAbsent(
                    List.of(one.error().path(), one.error().rule(), one.error().value()), one));
            return List.copyOf(first.values());
        }
    }

    Outcome check(StudyPlan plan) {
        Function<Map<String, Object>, Resolved> checker = batches.checker();
        var checked = new ArrayList<Checked>();
        var refused = new ArrayList<Refused>();
        Map<List<Object>, Cell> seen = new HashMap<>();
        for (Cell cell : Expansion.of(plan)) {
            try {
                Resolved resolved = checker.apply(cell.definition());
                Cell like = seen.putIfAbsent(content(resolved), cell);
                if (like == null) {
                    checked.add(new Checked(cell, resolved));
                } else {
                    refused.add(new Refused(cell, sameAs(like, cell)));
                }
            } catch (SettingsException broken) {
                broken.errors().forEach(error -> refused.add(new Refused(cell, cell.inStudy(error))));
            }
        }
        return new Outcome(checked, refused);
    }

    private static List<Object> content(Resolved resolved) {
        return List.of(
                resolved.identity().rowHash(),
                Objects.requireNonNullElse(resolved.definition().toJson().get("measures"), List.of()));
    }

    private static FieldError sameAs(Cell like, Cell cell) {
        return new FieldError(
                cell.chosen().get(cell.chosen().size() - 1).place(),
                "another experiment in every cell",
                cell.words(),
                "Leave one of the two out",
                cell.words() + " is the same experiment as " + like.words());
    }

    /** What posting the study would do. */
    StudyDryRunView dryRun(StudyPlan plan, Actor submitter) {
        Outcome outcome = check(plan);
        List<Resolved> resolved =
                outcome.checked().stream().map(Checked::resolved).toList();
        Map<Integer, Map<Long, RunState>> there = batches.there(resolved, submitter.purpose());
        Function<Resolved, EstimateView> estimator = batches.estimator();
        Map<RunState, Integer> states = new HashMap<>();
        Set<String> basis = new LinkedHashSet<>();
        Set<String> warnings = new LinkedHashSet<>();
        Expected expected = Expected.NOTHING;
        int queued = 0;
        long seconds = 0;
        for (int place = 0; place < resolved.size(); place++) {
            Map<Long, RunState> known = there.getOrDefault(place, Map.of());
            var seeds = new HashSet<>(plan.seeds());
            plan.seeds().stream()
                    .filter(known::containsKey)
                    .forEach(seed -> states.merge(known.get(seed), 1, Integer::sum));
            seeds.removeAll(known.keySet());
            EstimateView estimate = estimator.apply(resolved.get(place));
            queued += seeds.size();
            seconds += estimate.secondsPerRun() * seeds.size();
            expected = expected.plus(estimate.expected()
                    .share((double) seeds.size()
                            / resolved.get(place).definition().seeds().size()));
            basis.add(estimate.basis());
            warnings.addAll(estimate.warnings());
        }
        int refusedCells =
                (int) outcome.refused().stream().map(Refused::cell).distinct().count();
        int cells = resolved.size() + refusedCells;
        return new StudyDryRunView(
                plan.name(),
                cells,
                cells * plan.seeds().size(),
                states.getOrDefault(RunState.SUCCEEDED, 0),
                count(states, RunState.QUEUED, RunState.RUNNING, RunState.CANCELLING),
                count(states, RunState.FAILED, RunState.CANCELLED),
                queued,
                seconds,
                seconds / 3600.0,
                List.copyOf(basis),
                List.copyOf(warnings),
                refusedCells,
                outcome.distinct().stream()
                        .limit(MOST_REFUSALS)
                        .map(one -> new StudyDryRunView.Refusal(
                                one.cell().labels(),
                                one.error().path(),
                                one.error().sentence()))
                        .toList(),
                expected,
                batches.quotas(submitter, new Asked(queued, expected.processorSeconds(), expected.cardSeconds())));
    }

    private static int count(Map<RunState, Integer> states, RunState... which) {
        int sum = 0;
        for (RunState state : which) {
            sum += states.getOrDefault(state, 0);
        }
        return sum;
    }
}
