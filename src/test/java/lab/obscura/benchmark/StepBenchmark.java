package lab.obscura.benchmark;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures training steps of both engines, and of PyTorch where Debian's {@code python3-torch} is installed:
 * {@code ./mvnw -o -q -Pbenchmark test-compile exec:exec}. Each contestant is a process of its own, so its peak memory is its own;
 * they take turns, so a busy moment of the machine hits all of them. {@code -Dbenchmark.cases=vgg11} runs only cases whose name
 * has that in it, {@code -Dbenchmark.engines=dl4j} only that engine. Prints a table in Markdown.
 */
public final class StepBenchmark {

    private static final int ROUNDS = Integer.getInteger("benchmark.rounds", 5);
    private static final String CHOSEN = System.getProperty("benchmark.cases", "");
    private static final List<String> ENGINES =
            List.of(System.getProperty("benchmark.engines", "dl4j,torch").split(","));

    private StepBenchmark() {}

    public static void main(String[] arguments) {
        boolean first = true;
        for (var stepCase : StepCases.STEPS_PER_ROUND.entrySet()) {
            if (stepCase.getKey().contains(CHOSEN)) {
                measure(stepCase.getKey(), stepCase.getValue(), first);
                first = false;
            }
        }
    }

    private static void measure(String name, int steps, boolean first) {
        List<Contestant> contestants = Contestant.all(ENGINES, name);
        try {
            if (first) {
                contestants.forEach(c -> System.out.println("- " + c.name() + ": " + c.description()));
                System.out.println("\n| case (" + ROUNDS + " rounds) | contestant | images/s | peak memory | ratios |");
                System.out.println("|---|---|---|---|---|");
            }
            print(name, contestants, rounds(name, steps, contestants));
        } finally {
            contestants.forEach(Contestant::close);
        }
    }

    private static Map<String, Rounds> rounds(String name, int steps, List<Contestant> contestants) {
        Map<String, List<Double>> speeds = new LinkedHashMap<>();
        contestants.forEach(contestant -> {
            contestant.seconds(2);
            speeds.put(contestant.name(), new ArrayList<>());
        });
        for (int round = 0; round < ROUNDS; round++) {
            for (Contestant contestant : Rounds.order(contestants, round)) {
                double images = (double) StepCases.images(name) * steps;
                speeds.get(contestant.name()).add(images / contestant.seconds(steps));
            }
        }
        Map<String, Rounds> rounds = new LinkedHashMap<>();
        speeds.forEach((contestant, values) -> rounds.put(contestant, new Rounds(values)));
        return rounds;
    }

    private static void print(String name, List<Contestant> contestants, Map<String, Rounds> rounds) {
        List<String> before = new ArrayList<>();
        for (Contestant contestant : contestants) {
            Rounds own = rounds.get(contestant.name());
            List<String> ratios = before.stream()
                    .map(other -> other + "/" + contestant.name() + " "
                            + rounds.get(other).over(own).ratio())
                    .toList();
            System.out.printf(
                    "| %s | %s | %s | %d MiB | %s |%n",
                    name, contestant.name(), own.text("%.1f"), contestant.peakMebibytes(), String.join("; ", ratios));
            before.add(contestant.name());
        }
    }
}
