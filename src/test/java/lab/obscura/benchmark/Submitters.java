package lab.obscura.benchmark;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * People who submit experiments at a steady rate, in a process of their own so that their share of the processor is known. The lightest
 * client that Java has: on a machine with two threads a heavier one would be measured instead of the service.
 */
final class Submitters {

    static final int PEOPLE = 20;

    private static final int SENDERS = 32;

    private static final String DEFINITION = """
            {"name": "benchmark", "dataset": {"id": "shapes", "trainLimit": 400}, "network": {"backbone": "cnn-4"}, "seeds": [%d]}
            """;

    private final URL experiments;
    private final String name;

    private Submitters(URL experiments, String name) {
        this.experiments = experiments;
        this.name = name;
    }

    /**
     * Prints how long the answers took, and last how many submissions were accepted.
     *
     * @param arguments address of the service, name of the round, submissions a second, seconds
     */
    public static void main(String[] arguments) throws Exception {
        System.setProperty("http.maxConnections", "" + SENDERS); // as many as there are senders are kept open
        URL experiments = URI.create(arguments[0] + "/api/v1/experiments").toURL();
        new Submitters(experiments, arguments[1]).send(Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]));
    }

    /** Every submission has its moment; one that waits for a sender because earlier ones are slow counts that waiting, too. */
    private void send(int perSecond, int seconds) throws InterruptedException {
        List<Long> nanos = Collections.synchronizedList(new ArrayList<>());
        var accepted = new AtomicInteger();
        var senders = Executors.newScheduledThreadPool(SENDERS);
        long begin = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
        int submissions = perSecond * seconds;
        for (int submission = 0; submission < submissions; submission++) {
            int number = submission;
            long due = begin + number * (TimeUnit.SECONDS.toNanos(1) / perSecond);
            senders.schedule(
                    () -> {
                        if (post(number) == 201) {
                            accepted.incrementAndGet();
                        }
                        nanos.add(System.nanoTime() - due);
                    },
                    due - System.nanoTime(),
                    TimeUnit.NANOSECONDS);
        }
        senders.shutdown();
        senders.awaitTermination(10, TimeUnit.MINUTES);
        double took = (System.nanoTime() - begin) / 1e9;
        new Latencies(nanos)
                .print("POST /experiments, %d a second, %s".formatted(perSecond, name), "p99 at most 150 ms");
        System.out.printf(
                "%d sent and %d accepted in %.1f s: %.0f a second%n",
                submissions, accepted.get(), took, submissions / took);
    }

    /** Returns the status of the answer; 0 when there was none. */
    private int post(int number) {
        byte[] body = DEFINITION.formatted(number).getBytes(StandardCharsets.UTF_8);
        try {
            var connection = (HttpURLConnection) experiments.openConnection();
            connection.setDoOutput(true);
            connection.setFixedLengthStreamingMode(body.length);
            connection.setRequestProperty("Content-Type", "application/json");
            connection.setRequestProperty("X-Submitter", "person " + number % PEOPLE);
            connection.setRequestProperty("Idempotency-Key", name + "-" + number);
            try (var out = connection.getOutputStream()) {
                out.write(body);
            }
            int status = connection.getResponseCode();
            try (var answer = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
                answer.readAllBytes(); // or the connection could not be used again
            }
            return status;
        } catch (IOException e) {
            return 0;
        }
    }
}
