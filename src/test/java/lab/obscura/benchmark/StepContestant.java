package lab.obscura.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import lab.obscura.engine.network.Engine;

/**
 * One engine in a process of its own, running one case when told to: {@code StepContestant dl4j "cnn-4 step, batch 64"}. Every line on
 * standard input is a number of steps, the answer is the seconds they took; {@code memory} is answered with the largest resident
 * memory so far in MiB. Before the first answer comes a line {@code ready ...} with the engine's description.
 */
public final class StepContestant {

    private StepContestant() {}

    public static void main(String[] arguments) throws IOException {
        Engine engine = BenchmarkEngines.named(arguments[0]);
        Runnable step = StepCases.build(engine, arguments[1]);
        System.out.println("ready " + engine.describe());
        var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            System.out.println(answer(step, line));
        }
    }

    private static String answer(Runnable step, String question) {
        return question.equals("memory")
                ? String.valueOf(PeakMemory.mebibytes())
                : String.valueOf(seconds(step, Integer.parseInt(question)));
    }

    private static double seconds(Runnable step, int times) {
        long start = System.nanoTime();
        for (int i = 0; i < times; i++) {
            step.run();
        }
        return (System.nanoTime() - start) / 1e9;
    }
}
