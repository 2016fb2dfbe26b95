package lab.obscura.benchmark.pilots;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import lab.obscura.benchmark.Latencies;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a phase has cost: how long each statement took, and what PostgreSQL wrote. */
final class Ledger {

    private final JdbcClient jdbc;
    private final Map<String, ConcurrentLinkedQueue<Long>> nanos = new ConcurrentHashMap<>();
    private final String walBefore;
    private final long begin = System.nanoTime();

    Ledger(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.walBefore = jdbc.sql("select pg_current_wal_insert_lsn()::text")
                .query(String.class)
                .single();
    }

    void timed(String what, Runnable work) {
        long from = System.nanoTime();
        work.run();
        nanos.computeIfAbsent(what, name -> new ConcurrentLinkedQueue<>()).add(System.nanoTime() - from);
    }

    /** In bytes, since the beginning. */
    long wal() {
        return jdbc.sql("select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), cast(:before as pg_lsn))::bigint")
                .param("before", walBefore)
                .query(Long.class)
                .single();
    }

    void print(String phase) {
        System.out.printf(
                Locale.ROOT,
                "== %s: %.1f s, write-ahead log %.1f MB%n",
                phase,
                (System.nanoTime() - begin) / 1e9,
                wal() / 1e6);
        new TreeMap<>(nanos).forEach((what, all) -> {
            var latencies = new Latencies(all.stream().toList());
            System.out.printf(
                    Locale.ROOT,
                    "   %-24s n %7d   median %6.2f ms   p99 %7.2f ms%n",
                    what,
                    all.size(),
                    latencies.milliseconds(0.5),
                    latencies.milliseconds(0.99));
        });
    }
}
