package lab.obscura.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A process that runs steps when told to, and waits without using the processor in between. */
final class Contestant implements AutoCloseable {

    /** {@code -Dbenchmark.python}: any that finds a PyTorch. By default Debian's, which finds Debian's python3-torch. */
    static final Path PYTHON = Path.of(System.getProperty("benchmark.python", "/usr/bin/python3"));

    private final String name;
    private final Process process;
    private final PrintWriter questions;
    private final BufferedReader answers;
    private final String description;

    private Contestant(String name, List<String> command) {
        this.name = name;
        var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("OMP_WAIT_POLICY", "passive");
        builder.environment().put("OPENBLAS_THREAD_TIMEOUT", "4");
        try {
            this.process = builder.start();
            this.questions = new PrintWriter(process.getOutputStream(), true, StandardCharsets.UTF_8);
            this.answers = process.inputReader(StandardCharsets.UTF_8);
            this.description = untilReady();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** One of our engines in a Java process with the class path of this one. */
    static Contestant engine(String id, String stepCase) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new Contestant(
                id,
                List.of(
                        java,
                        "-Xmx512m",
                        "-Dbenchmark.device=" + BenchmarkEngines.device().id(),
                        "-classpath",
                        System.getProperty("java.class.path"),
                        StepContestant.class.getName(),
                        id,
                        stepCase));
    }

    /** PyTorch, when it is installed. */
    static Optional<Contestant> python(String stepCase) {
        return hasPyTorch()
                ? Optional.of(new Contestant(
                        "python",
                        List.of(
                                PYTHON.toString(),
                                "src/test/python/steps.py",
                                stepCase,
                                BenchmarkEngines.device().id())))
                : Optional.empty();
    }

    /** Every contestant for one case, the peer last. */
    static List<Contestant> all(List<String> engines, String stepCase) {
        var contestants = new ArrayList<Contestant>();
        engines.forEach(engine -> contestants.add(engine(engine, stepCase)));
        python(stepCase).ifPresent(contestants::add);
        return contestants;
    }

    static boolean hasPyTorch() {
        if (!Files.isExecutable(PYTHON)) {
            return false;
        }
        try {
            return new ProcessBuilder(PYTHON.toString(), "-c", "import torch")
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    String name() {
        return name;
    }

    /** Library, version, threads. */
    String description() {
        return description;
    }

    double seconds(int steps) {
        return Double.parseDouble(ask(String.valueOf(steps)));
    }

    long peakMebibytes() {
        return Long.parseLong(ask("memory"));
    }

    private String untilReady() throws IOException {
        for (String line = answers.readLine(); line != null; line = answers.readLine()) {
            if (line.startsWith("ready ")) {
                return line.substring("ready ".length());
            }
        }
        throw new IOException(name + " ended before it was ready");
    }

    private String ask(String question) {
        questions.println(question);
        try {
            String answer = answers.readLine();
            if (answer == null) {
                throw new IOException(name + " ended before it answered");
            }
            return answer;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public void close() {
        questions.close(); // the end of its input ends the process
        process.destroy();
    }
}
