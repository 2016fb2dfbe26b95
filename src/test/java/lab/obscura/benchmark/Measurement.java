package lab.obscura.benchmark;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Repeated timings of one training step. */
final class Measurement {

    private final String name;
    private final int batch;
    private final Runnable step;
    private final List<Double> imagesPerSecond = new ArrayList<>();

    Measurement(String name, int batch, Runnable step) {
        this.name = name;
        this.batch = batch;
        this.step = step;
    }

    void warmUp() {
        step.run();
        step.run();
    }

    void run(int steps) {
        long start = System.nanoTime();
        for (int i = 0; i < steps; i++) {
            step.run();
        }
        imagesPerSecond.add(batch * steps / ((System.nanoTime() - start) / 1e9));
    }

    double median() {
        List<Double> sorted = new ArrayList<>(imagesPerSecond);
        Collections.sort(sorted);
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    List<Double> rounds() {
        return List.copyOf(imagesPerSecond);
    }

    void print() {
        System.out.printf(
                "%-36s %10.1f   %.1f to %.1f%n",
                name, median(), Collections.min(imagesPerSecond), Collections.max(imagesPerSecond));
    }
}
