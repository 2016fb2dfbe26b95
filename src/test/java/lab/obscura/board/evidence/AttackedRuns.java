package lab.obscura.board.evidence;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import lab.obscura.result.AttackAdequacy;
import lab.obscura.result.RunStanding;
import lab.obscura.result.StoredDefinition;

/** Runs of a board with good defaults, one row at a time. */
final class AttackedRuns {

    private static final Instant FIRST = Instant.parse("2026-11-29T00:00:00Z");

    private final List<BoardRun> all = new ArrayList<>();
    private final Map<String, Sweep> definitions = new LinkedHashMap<>();

    /**
     * One row; the seeds are 1, 2, …
     *
     * @param defense JSON list of its parts
     */
    AttackedRuns row(String name, String defense, double[] accuracies, double[] errors) {
        return row(name, defense, accuracies, errors, "adequate", new MeasuredBy("2", "mse 1", "a build"), "images");
    }

    AttackedRuns row(
            String name,
            String defense,
            double[] accuracies,
            double[] errors,
            String verdict,
            MeasuredBy by,
            String images) {
        definitions.put(
                name,
                new Sweep(StoredDefinition.read("{\"name\": \"%s\", \"network\": {\"cutLayer\": 2}, \"defense\": %s}"
                        .formatted(name, defense))));
        for (int i = 0; i < errors.length; i++) {
            Map<String, Double> attacked = new LinkedHashMap<>();
            attacked.put("mse", errors[i]);
            attacked.put("mse.constantGuess", 0.06);
            all.add(new BoardRun(
                    name,
                    UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)),
                    UUID.randomUUID(),
                    name,
                    "cnn-4",
                    2,
                    i + 1L,
                    FIRST.plusSeconds(all.size()),
                    images,
                    Map.of("accuracy", accuracies[i]),
                    attacked,
                    List.of("decoder"),
                    List.of(),
                    new AttackAdequacy(
                            verdict.equals("inadequate") ? "inadequate" : "adequate",
                            verdict.equals("inadequate") ? List.of("too weak") : List.of(),
                            List.of()),
                    new RunStanding(verdict, ""),
                    "ada",
                    List.of(),
                    by));
        }
        return this;
    }

    List<BoardRun> all() {
        return all;
    }

    Map<String, Sweep> definitions() {
        return definitions;
    }

    static double[] of(double... values) {
        return values;
    }
}
