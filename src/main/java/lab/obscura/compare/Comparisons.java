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
import org.springframework.stereotype.Component;

/** Puts experiments and runs side by side. */
@Component
final class Comparisons {

    private static final int FEWEST = 2;
    private static final int MOST = 6;

    private final Sides sides;
    private final Results results;
    private final ComparedRuns compared;

    Comparisons(Sides sides, Results results, ComparedRuns compared) {
        this.sides = sides;
        this.results = results;
        this.compared = compared;
    }

    ComparisonView of(List<String> experiments, List<String> ids) {
        int asked = experiments.size() + ids.size();
        if (asked < FEWEST || asked > MOST) {
            throw Problem.field(
                    "runs",
                    "two to six ids together with experiments, separated by commas",
                    asked + " ids",
                    "GET /api/v1/runs lists them");
        }
        List<Side> compared = sides.of(experiments, ids);
        List<Run> runs = compared.stream().map(Side::shown).toList();
        Map<Run, ComparedRuns.Basis> bases = this.compared.of(runs);
        List<Map<String, Object>> definitions =
                runs.stream().map(run -> bases.get(run).definition()).toList();
        boolean same = sameImages(runs, bases);
        return new ComparisonView(
                compared.stream()
                        .map(side -> side.view(bases.get(side.shown()), results))
                        .toList(),
                Differences.between(definitions),
                same,
                warnings(compared, bases),
                same ? images(runs.stream().distinct().toList()) : List.of());
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

    private List<String> warnings(List<Side> compared, Map<Run, ComparedRuns.Basis> bases) {
        var warnings = new ArrayList<String>();
        List<Run> runs = compared.stream().map(Side::shown).distinct().toList();
        if (galleries(runs, bases).size() > 1) {
            warnings.add(
                    "The runs were attacked on different images (data, limits or image size differ): their averages cannot be"
                            + " compared, and there are no pictures in common.");
        }
        runs.stream()
                .filter(run -> bases.get(run).gallery().isEmpty())
                .forEach(run -> warnings.add("Run " + run.id() + " is " + run.state() + " and has no results yet."));
        compared.stream().flatMap(side -> side.unfinished().stream()).forEach(warnings::add);
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
