package lab.obscura.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * Processor time that the service (this process) and its PostgreSQL have taken so far: it says what a request costs also on a machine
 * that is busy with other work.
 */
record ProcessorTime(Duration service, Duration postgres) {

    /** @param home the service's {@code obscura.home} */
    static ProcessorTime now(Path home) {
        return new ProcessorTime(of(ProcessHandle.current()), ofPostgres(home));
    }

    /** Milliseconds per request since a moment before. */
    String since(ProcessorTime before, long requests) {
        return "processor time each: service %.1f ms, PostgreSQL %.1f ms"
                .formatted(
                        service.minus(before.service).toNanos() / 1e6 / requests,
                        postgres.minus(before.postgres).toNanos() / 1e6 / requests);
    }

    private static Duration ofPostgres(Path home) {
        try {
            String pid = Files.readAllLines(home.resolve("postgresql/data/postmaster.pid"))
                    .get(0)
                    .strip();
            return ProcessHandle.of(Long.parseLong(pid)).stream()
                    .flatMap(server -> Stream.concat(Stream.of(server), server.descendants()))
                    .map(ProcessorTime::of)
                    .reduce(Duration.ZERO, Duration::plus);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Duration of(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }
}
