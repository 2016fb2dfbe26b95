package lab.obscura.compare;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import lab.obscura.platform.web.ErrorType;
import lab.obscura.platform.web.Problem;
import lab.obscura.queue.ExperimentId;
import lab.obscura.queue.Run;
import lab.obscura.queue.RunState;
import lab.obscura.queue.Runs;
import lab.obscura.run.RunReference;
import org.springframework.stereotype.Component;

/** Finds what is to be compared, and chooses the runs that show it. */
@Component
final class Sides {

    private final RunReference reference;
    private final Runs runs;

    Sides(RunReference reference, Runs runs) {
        this.reference = reference;
        this.runs = runs;
    }

    /** The experiments, then the runs. */
    List<Side> of(List<String> experiments, List<String> ids) {
        List<List<Run>> seeds =
                experiments.stream().map(String::strip).map(this::seeds).toList();
        Set<Long> common = succeededEverywhere(seeds);
        var sides = new ArrayList<Side>();
        seeds.forEach(own -> sides.add(new Side(shown(own, common), own, true)));
        ids.forEach(id -> sides.add(Side.of(reference.find(id.strip()))));
        return sides;
    }

    private List<Run> seeds(String experiment) {
        List<Run> found = id(experiment).map(runs::ofExperiment).orElse(List.of());
        if (found.isEmpty()) {
            throw Problem.unknown(
                    ErrorType.UNKNOWN_EXPERIMENT,
                    "No experiment has the id",
                    experiment,
                    "GET /api/v1/runs names the experiment of every run; latest names the last one");
        }
        return found.stream().sorted(Comparator.comparingLong(Run::seed)).toList();
    }

    private Optional<ExperimentId> id(String experiment) {
        if (experiment.equals("latest")) {
            return runs.latest().map(Run::experiment);
        }
        try {
            return Optional.of(new ExperimentId(UUID.fromString(experiment)));
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }

    private static Set<Long> succeededEverywhere(List<List<Run>> experiments) {
        Set<Long> common = new TreeSet<>();
        experiments.stream().limit(1).forEach(first -> common.addAll(succeeded(first)));
        experiments.forEach(own -> common.retainAll(succeeded(own)));
        return common;
    }

    private static Set<Long> succeeded(List<Run> runs) {
        return runs.stream()
                .filter(run -> run.state() == RunState.SUCCEEDED)
                .map(Run::seed)
                .collect(Collectors.toSet());
    }

    /** With the lowest seed that all have, so that the pictures differ by the definition alone; else any that has pictures. */
    private static Run shown(List<Run> seeds, Set<Long> common) {
        return seeds.stream()
                .filter(run -> common.contains(run.seed()))
                .findFirst()
                .or(() -> seeds.stream()
                        .filter(run -> run.state() == RunState.SUCCEEDED)
                        .findFirst())
                .orElse(seeds.get(0));
    }
}
