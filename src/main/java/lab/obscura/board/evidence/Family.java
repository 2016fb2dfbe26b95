package lab.obscura.board.evidence;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Strengths of one defense: rows that differ in one numeric setting of one part and in nothing else.
 *
 * @param setting as in {@code conditional-entropy.weight}
 * @param strengths two or more with different values, the smallest value first
 */
public record Family(String setting, List<Strength> strengths) {

    public Family {
        strengths = List.copyOf(strengths);
    }

    /** One value of the setting. */
    public record Strength(double value, SeedRow row) {}

    /** Rows of one key differ only in the number at its place. */
    private record Key(Sweep.Place place, Object rest) {}

    /** Names the family in an answer: the row with the smallest value. */
    public String id() {
        return strengths.get(0).row().latest().rowHash();
    }

    /** Ids of the parts of all its strengths. */
    public List<String> parts() {
        return strengths.get(0).row().parts();
    }

    /**
     * The families among rows. A row that could be in several, as in a grid over two settings, is in the largest; of equally large ones
     * in the one that the order of the rows names first.
     */
    static List<Family> among(List<SeedRow> rows) {
        Map<Key, List<Strength>> groups = new LinkedHashMap<>();
        rows.forEach(row -> row.sweep()
                .numbers()
                .forEach((place, value) -> groups.computeIfAbsent(
                                new Key(place, row.sweep().without(place)), key -> new ArrayList<>())
                        .add(new Strength(value, row))));
        Map<SeedRow, Boolean> taken = new IdentityHashMap<>();
        return groups.entrySet().stream()
                .sorted(Comparator.comparing(group -> -group.getValue().size()))
                .flatMap(group -> free(group.getKey(), group.getValue(), taken))
                .toList();
    }

    private static Stream<Family> free(Key key, List<Strength> strengths, Map<SeedRow, Boolean> taken) {
        List<Strength> free = strengths.stream()
                .filter(strength -> !taken.containsKey(strength.row()))
                .sorted(Comparator.comparingDouble(Strength::value))
                .toList();
        if (free.stream().mapToDouble(Strength::value).distinct().count() < 2) {
            return Stream.empty();
        }
        free.forEach(strength -> taken.put(strength.row(), true));
        SeedRow first = free.get(0).row();
        String part = first.parts().get(key.place().part());
        return Stream.of(new Family(part + "." + key.place().setting(), free));
    }
}
