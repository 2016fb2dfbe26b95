package lab.obscura.compare;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import lab.obscura.platform.web.Problem;
import lab.obscura.queue.Run;
import lab.obscura.result.AttackResult;
import lab.obscura.result.GalleryEntry;
import lab.obscura.result.Links;
import lab.obscura.result.Results;
import lab.obscura.result.RunResult;
import lab.obscura.run.RunReference;
import org.springframework.stereotype.Component;

/** Puts runs side by side. */
@Component
final class Comparisons {

    private static final int FEWEST = 2;
    private static final int MOST = 6;

    private final RunReference reference;
    private final Results results;
    private final ComparedRuns compared;

    Comparisons(RunReference reference, Results results, ComparedRuns compared) {
        this.reference = reference;
        this.results = results;
        this.compared = compared;
    }

    ComparisonView of(List<String> ids) {
        if (ids.size() < FEWEST || ids.size() > MOST) {
            throw Problem.field(
                    "runs", "two to six ids, separated by commas", ids.size() + " ids", "GET /api/v1/runs lists them");
        }
        List<Run> runs = ids.stream().map(String::strip).map(reference::find).toList();
        Map<Run, ComparedRuns.Basis> bases = compared.of(runs);
        List<Map<String, Object>> definitions =
                runs.stream().map(run -> bases.get(run).definition()).toList();
        boolean same = sameImages(runs, bases);
        return new ComparisonView(
                runs.stream().map(run -> run(run, bases.get(run))).toList(),
                Differences.between(definitions),
                same,
                warnings(runs, bases),
                same ? images(runs) : List.of());
    }

    private ComparisonView.Run run(Run run, ComparedRuns.Basis basis) {
        RunResult result = results.find(run.id()).orElse(RunResult.NOTHING);
        return new ComparisonView.Run(
                run.id().value(),
                run.experiment().value(),
                run.experimentName(),
                run.seed(),
                run.state().name(),
                run.dataset(),
                basis.definition(),
                result.metrics(),
                result.attacks().stream().map(Comparisons::attack).toList(),
                result.standing());
    }

    private static ComparisonView.Attack attack(AttackResult result) {
        return new ComparisonView.Attack(
                result.attack(), result.slug(), result.knowledge(), result.means(), result.adequacy());
    }

    /** Runs that have no pictures yet disturb nobody. */
    private static boolean sameImages(List<Run> runs, Map<Run, ComparedRuns.Basis> bases) {
        return galleries(runs, bases).size() == 1;
    }

    private static Set<String> galleries(List<Run> runs, Map<Run, ComparedRuns.Basis> bases) {
        return runs.stream()
                .map(run -> bases.get(run).gallery())
                .filter(gallery -> !gallery.isEmpty())
                .collect(Collectors.toSet());
    }

    private List<String> warnings(List<Run> runs, Map<Run, ComparedRuns.Basis> bases) {
        var warnings = new ArrayList<String>();
        if (galleries(runs, bases).size() > 1) {
            warnings.add(
                    "The runs were attacked on different images (data, limits or image size differ): their averages cannot be"
                            + " compared, and there are no pictures in common.");
        }
        runs.stream()
                .filter(run -> bases.get(run).gallery().isEmpty())
                .forEach(run -> warnings.add("Run " + run.id() + " is " + run.state() + " and has no results yet."));
        var slugs = new HashSet<List<String>>();
        runs.forEach(run -> slugs.add(results.attacks(run.id()).stream()
                .map(AttackResult::slug)
                .sorted()
                .toList()));
        slugs.remove(List.of());
        if (slugs.size() > 1) {
            warnings.add("The runs were not attacked in the same way: compare only columns with the same slug.");
        }
        return warnings;
    }

    private List<ComparisonView.Image> images(List<Run> runs) {
        Map<Integer, ComparisonView.Image> images = new LinkedHashMap<>();
        for (Run run : runs) {
            List<AttackResult> attacks = results.attacks(run.id());
            for (GalleryEntry entry : results.gallery(run.id())) {
                images.computeIfAbsent(entry.index(), index -> image(run, entry))
                        .rebuilt()
                        .addAll(rebuilt(run, entry, attacks));
            }
        }
        return List.copyOf(images.values());
    }

    private static ComparisonView.Image image(Run run, GalleryEntry entry) {
        return new ComparisonView.Image(
                entry.index(),
                entry.label(),
                entry.className(),
                Links.original(run.id(), entry.index()),
                new ArrayList<>());
    }

    private static List<ComparisonView.Rebuilt> rebuilt(Run run, GalleryEntry entry, List<AttackResult> attacks) {
        return attacks.stream()
                .map(AttackResult::slug)
                .filter(entry.scores()::containsKey)
                .map(slug -> {
                    Map<String, Double> scores = entry.scores().get(slug);
                    return new ComparisonView.Rebuilt(
                            run.id().value(), slug, Links.reconstruction(run.id(), slug, entry.index()), scores);
                })
                .toList();
    }
}
