package lab.obscura.benchmark;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Repeated timings of one training step: images per second, and images per second of processor time, which other programs on the
 * machine disturb little.
 */
final class Measurement {

    private final String name;
    private final int batch;
    private final Runnable step;
    private final List<Double> imagesPerSecond = new ArrayList<>();
    private long images;
    private long processorNanos;

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
        long processorStart = processorTime();
        for (int i = 0; i < steps; i++) {
            step.run();
        }
        images += (long) batch * steps;
        processorNanos += processorTime() - processorStart;
        imagesPerSecond.add(batch * steps / ((System.nanoTime() - start) / 1e9));
    }

    double median() {
        return new Rounds(imagesPerSecond).median();
    }

    private static long processorTime() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    static void printHeading() {
        System.out.printf("%-36s %10s   %-18s %s%n", "case", "images/s", "range", "images per processor second");
    }

    void print() {
        String range = "%.1f to %.1f".formatted(Collections.min(imagesPerSecond), Collections.max(imagesPerSecond));
        System.out.printf("%-36s %10.1f   %-18s %.1f%n", name, median(), range, images / (processorNanos / 1e9));
    }
}
