package lab.obscura.study.expand;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import lab.obscura.engine.settings.FieldError;
import lab.obscura.engine.settings.SettingsException;

/** From a study to its cells: every combination of the axes' values, the last axis changing fastest. */
public final class Expansion {

    /** What one transaction stores in seconds. */
    public static final int MOST_RUNS = 5_000;

    private static final int LONGEST_NAME = 200;

    private Expansion() {}

    /**
     * All cells in order.
     *
     * @throws SettingsException when they would be too many runs, or a value is to be put where a cell has no place for it
     */
    public static List<Cell> of(StudyPlan plan) {
        checkSize(plan);
        Set<FieldError> absent = new LinkedHashSet<>();
        List<Draft> drafts = List.of(new Draft(Map.of(), List.of(), plan.base()));
        for (Axis axis : plan.axes()) {
            List<Draft> longer = new ArrayList<>();
            for (Draft draft : drafts) {
                axis.values().forEach(value -> draft.with(axis, value, absent).ifPresent(longer::add));
            }
            drafts = longer;
        }
        if (!absent.isEmpty()) {
            throw new SettingsException(List.copyOf(absent));
        }
        return drafts.stream().map(draft -> draft.cell(plan)).toList();
    }

    private static void checkSize(StudyPlan plan) {
        long runs = plan.seeds().size();
        for (Axis axis : plan.axes()) {
            runs *= axis.values().size();
            if (runs > MOST_RUNS) {
                break; // before the product leaves what a long can hold
            }
        }
        if (runs > MOST_RUNS) {
            throw new SettingsException(new FieldError(
                    "axes",
                    "at most " + MOST_RUNS + " runs together with the seeds",
                    "more",
                    "Leave out values or seeds, or make two studies of it"));
        }
    }

    /** A cell of the axes so far. */
    private record Draft(Map<String, String> labels, List<AxisValue> chosen, Map<String, Object> definition) {

        Optional<Draft> with(Axis axis, AxisValue value, Set<FieldError> absent) {
            Map<String, Object> changed = definition;
            for (Map.Entry<String, Object> change : value.changes().entrySet()) {
                Optional<Map<String, Object>> next =
                        Pointer.of(change.getKey()).orElseThrow().set(changed, change.getValue());
                if (next.isEmpty()) {
                    absent.add(absent(value, change.getKey()));
                    return Optional.empty();
                }
                changed = next.get();
            }
            var longer = new LinkedHashMap<>(labels);
            longer.put(axis.name(), value.label());
            var more = new ArrayList<>(chosen);
            more.add(value);
            return Optional.of(new Draft(longer, more, changed));
        }

        private FieldError absent(AxisValue value, String pointer) {
            return new FieldError(
                    value.place(),
                    "put where the definition has a place for it",
                    pointer,
                    "Put the axis that sets it first, or give every value its own \"set\"",
                    "In " + Cell.words(labels) + ": the definition has no " + pointer + " for this value");
        }

        Cell cell(StudyPlan plan) {
            var named = new LinkedHashMap<String, Object>();
            named.putAll(definition);
            named.put("name", name(plan.name()));
            named.put("seeds", plan.seeds());
            return new Cell(labels, chosen, named);
        }

        private String name(String study) {
            String name = labels.isEmpty() ? study : study + ": " + Cell.words(labels);
            if (name.length() <= LONGEST_NAME) {
                return name;
            }
            boolean cutsCharacter = Character.isHighSurrogate(name.charAt(LONGEST_NAME - 2));
            return name.substring(0, LONGEST_NAME - (cutsCharacter ? 2 : 1)) + "…";
        }
    }
}
