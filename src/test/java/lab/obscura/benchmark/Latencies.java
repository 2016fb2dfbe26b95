package lab.obscura.benchmark;

import java.util.Arrays;
import java.util.List;

/** How long each of many requests took, in nanoseconds. */
public final class Latencies {

    private final long[] sorted;

    public Latencies(List<Long> nanos) {
        this.sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
    }

    /** In milliseconds: the value that a share of all requests stays below. */
    public double milliseconds(double share) {
        return sorted[(int) Math.min(sorted.length - 1L, Math.round(share * sorted.length))] / 1e6;
    }

    void print(String name, String limit) {
        System.out.printf(
                "%-34s n %6d   median %7.1f ms   p95 %7.1f ms   p99 %7.1f ms   max %7.1f ms   (%s)%n",
                name,
                sorted.length,
                milliseconds(0.5),
                milliseconds(0.95),
                milliseconds(0.99),
                Arrays.stream(sorted).max().orElse(0) / 1e6,
                limit);
    }
}
