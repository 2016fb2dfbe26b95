package lab.obscura.table;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import lab.obscura.experiment.content.ContentKey;
import lab.obscura.queue.RunId;
import lab.obscura.queue.RunState;
import org.springframework.stereotype.Component;

/** Which runs stand in tables, without their numbers: looked up by content in one statement for all tables together. */
@Component
final class StandingRuns {

    private final CheckedRows checked;
    private final MeasuredRows measured;

    StandingRuns(CheckedRows checked, MeasuredRows measured) {
        this.checked = checked;
        this.measured = measured;
    }

    /** A table at one of its scales. */
    record Scale(PaperTable table, String name) {

        List<Long> seeds() {
            return table.scales().get(name).seeds();
        }
    }

    /** A row of a table at one of its scales. */
    private record Place(Scale scale, int number) {

        String words() {
            PaperTable table = scale.table();
            return "table " + table.id() + ", row " + table.rows().get(number).label();
        }
    }

    /** Those of the runs whose numbers stand in a table, each with the table and the row. Tables of other data sets are not looked at. */
    Map<RunId, String> among(Collection<RunId> runs, List<PaperTable> tables) {
        Set<String> datasets = measured.datasets(runs);
        List<Scale> scales = scales(tables).stream()
                .filter(scale -> !Collections.disjoint(checked.datasets(scale.table(), scale.name()), datasets))
                .toList();
        Set<RunId> asked = Set.copyOf(runs);
        Map<RunId, String> standing = new HashMap<>();
        at(scales)
                .forEach((place, found) -> found.stream()
                        .filter(run -> run.state() == RunState.SUCCEEDED)
                        .map(run -> new RunId(run.run()))
                        .filter(asked::contains)
                        .forEach(run -> standing.putIfAbsent(run, place.words())));
        return standing;
    }

    /** How far tables are, at each of their scales. */
    Map<Scale, TableView.Progress> progress(List<PaperTable> tables) {
        List<Scale> scales = scales(tables);
        Map<Scale, List<RunState>> states = new HashMap<>();
        Map<Scale, Integer> asked = new HashMap<>();
        at(scales).forEach((place, runs) -> {
            asked.merge(place.scale(), place.scale().seeds().size(), Integer::sum);
            states.computeIfAbsent(place.scale(), first -> new ArrayList<>())
                    .addAll(runs.stream().map(MeasuredRows.Standing::state).toList());
        });
        return scales.stream()
                .collect(Collectors.toMap(
                        scale -> scale,
                        scale -> TableView.Progress.of(
                                asked.getOrDefault(scale, 0), states.getOrDefault(scale, List.of()))));
    }

    private static List<Scale> scales(List<PaperTable> tables) {
        return tables.stream()
                .flatMap(table -> table.scaleNames().stream().map(name -> new Scale(table, name)))
                .toList();
    }

    /** The rows that can be computed here, each with its runs. */
    private Map<Place, List<MeasuredRows.Standing>> at(List<Scale> scales) {
        List<Place> places = new ArrayList<>();
        List<ContentKey> keys = new ArrayList<>();
        scales.forEach(scale -> checked.of(scale.table(), scale.name())
                .resolved()
                .forEach((number, known) -> {
                    places.add(new Place(scale, number));
                    keys.add(known.contentKey());
                }));
        Map<Place, List<MeasuredRows.Standing>> standing = new LinkedHashMap<>();
        places.forEach(place -> standing.put(place, new ArrayList<>()));
        if (!places.isEmpty()) {
            Set<Long> seeds =
                    scales.stream().flatMap(scale -> scale.seeds().stream()).collect(Collectors.toSet());
            measured.standing(keys, seeds).stream()
                    .filter(run -> places.get(run.place()).scale().seeds().contains(run.seed()))
                    .forEach(run -> standing.get(places.get(run.place())).add(run));
        }
        return standing;
    }
}
