package lab.obscura.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import lab.obscura.engine.catalog.Metrics;
import lab.obscura.engine.definition.DefinitionReader;
import lab.obscura.engine.progress.ProgressListener;
import lab.obscura.engine.progress.RunContext;
import lab.obscura.engine.run.folder.AttemptFolder;
import lab.obscura.engine.run.folder.ExitCode;
import lab.obscura.engine.run.folder.Outcome;
import lab.obscura.engine.settings.FieldError;
import lab.obscura.engine.settings.JsonText;
import lab.obscura.engine.settings.MalformedJsonException;
import lab.obscura.engine.settings.PlainText;
import lab.obscura.engine.settings.SettingsException;
import lab.obscura.execution.child.AttemptEnd;
import lab.obscura.execution.child.AttemptRunner;
import lab.obscura.execution.child.EventWriter;
import lab.obscura.platform.Arguments;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code obscura run FILE [--out=DIR] [--seed=N] [--data=DIR]}: computes one definition in this process and leaves a folder with outcome,
 * curves, checkpoints and pictures. Started again on the same folder it resumes from the last checkpoint.
 */
public final class RunCommand {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final PrintStream out;
    private final PrintStream err;
    private final AttemptRunner runner;
    private final boolean terminal;
    private final BooleanSupplier stopped;

    /**
     * @param out for what is computed
     * @param err for why it is not
     * @param stopped whether the process shall end
     */
    public RunCommand(
            PrintStream out, PrintStream err, AttemptRunner runner, boolean terminal, BooleanSupplier stopped) {
        this.out = out;
        this.err = err;
        this.runner = runner;
        this.terminal = terminal;
        this.stopped = stopped;
    }

    /** What the command line may name. */
    public static Arguments read(String[] arguments) {
        Arguments read = Arguments.read(arguments, Set.of("out", "seed", "data", "cache", "trained"));
        if (read.words().size() != 1) {
            throw new IllegalArgumentException(
                    "run needs one definition, as in: obscura run definition.json --out=runs/first");
        }
        return read;
    }

    /** Computes, and returns the code that the process shall end with. */
    public ExitCode run(Arguments arguments) {
        Path file = Path.of(arguments.words().get(0));
        Map<String, Object> definition;
        List<Long> seeds;
        try {
            definition = DefinitionReader.posted(JsonText.object(file));
            List<Long> named = new DefinitionReader().read(definition).seeds();
            seeds = arguments.has("seed") ? List.of(seed(arguments.required("seed"))) : named;
        } catch (MalformedJsonException e) {
            return refused(file + " " + e.getMessage());
        } catch (SettingsException e) {
            e.errors().forEach(error -> err.println(error.sentence()));
            return ExitCode.SETTINGS;
        } catch (IOException e) {
            return refused("Cannot read " + file
                    + (Files.isDirectory(file) ? ": it is a folder" : ": no such file, or no right to read it"));
        }
        Path target = Path.of(
                arguments.option("out", "runs/" + file.getFileName().toString().replaceFirst("\\.json$", "")));
        for (long seed : seeds) {
            ExitCode code = runSeed(definition, seed, seeds.size() == 1 ? target : target.resolve("seed-" + seed));
            if (code != ExitCode.SUCCEEDED) {
                return code;
            }
        }
        return ExitCode.SUCCEEDED;
    }

    private ExitCode refused(String reason) {
        err.println(reason);
        return ExitCode.SETTINGS;
    }

    private static long seed(String text) {
        if (text.matches("\\d{1,16}") && Long.parseLong(text) <= DefinitionReader.LARGEST_SEED) {
            return Long.parseLong(text);
        }
        String rule = "a whole number from 0 to " + DefinitionReader.LARGEST_SEED;
        throw new SettingsException(new FieldError("--seed", rule, text, "Write it as --seed=1"));
    }

    private ExitCode runSeed(Map<String, Object> definition, long seed, Path path) {
        AttemptFolder folder = new AttemptFolder(path);
        try {
            prepare(folder, definition, seed);
            out.println("Seed " + seed + " into " + path);
            ExitCode code = computed(definition, seed, folder);
            if (code == ExitCode.SUCCEEDED) {
                out.println(summary(folder));
            } else {
                err.println(reason(folder, code));
                if (code == ExitCode.STOPPED) {
                    err.println("The same command resumes from the last checkpoint");
                }
            }
            return code;
        } catch (UncheckedIOException e) {
            return refused("The folder " + path + " cannot be written: " + e.getMessage()
                    + ". Choose one that can, as in --out=runs/first");
        }
    }

    private static String reason(AttemptFolder folder, ExitCode code) {
        return Files.exists(folder.failure())
                ? PlainText.line(folder.readFailure().message())
                : "Ended as " + code + ", and failure.json could not be written. Is the disk full?";
    }

    /** What an earlier start left stays only when it computed the same. */
    private static void prepare(AttemptFolder folder, Map<String, Object> definition, long seed) {
        var alone = new LinkedHashMap<>(definition);
        alone.put("seeds", List.of(seed));
        byte[] content = JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(alone);
        try {
            Files.createDirectories(folder.checkpoints());
            Files.deleteIfExists(folder.outcome());
            Files.deleteIfExists(folder.failure());
            boolean same = Files.exists(folder.definition())
                    && Arrays.equals(content, Files.readAllBytes(folder.definition()));
            if (!same) {
                Files.deleteIfExists(folder.events());
                Files.deleteIfExists(curves(folder));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("its files cannot be made or replaced", e);
        }
        folder.write(folder.definition(), content);
    }

    private static Path curves(AttemptFolder folder) {
        return folder.path().resolve("curves.csv");
    }

    private ExitCode computed(Map<String, Object> definition, long seed, AttemptFolder folder) {
        var bar = new ProgressBar(out, terminal, Clock.systemUTC());
        try (var events = new EventWriter(folder.events(), Clock.systemUTC());
                var curves = new CurvesFile(curves(folder))) {
            ProgressListener all = event -> {
                events.heard(event);
                curves.heard(event);
                bar.heard(event);
            };
            RunContext context = RunContext.of(all, stopped);
            return AttemptEnd.of(() -> runner.run(definition, seed, folder, context), folder, () -> ExitCode.STOPPED);
        } finally {
            bar.close();
        }
    }

    private static String summary(AttemptFolder folder) {
        Outcome outcome = folder.readOutcome();
        StringBuilder text = new StringBuilder(
                String.format(Locale.ROOT, "accuracy %.4f", outcome.metrics().getOrDefault("accuracy", Double.NaN)));
        for (Outcome.AttackOutcome attack : outcome.attacks()) {
            String means = Metrics.columns().stream()
                    .filter(metric -> attack.means().containsKey(metric.id()))
                    .map(metric -> metric.id() + " "
                            + metric.notation().text(attack.means().get(metric.id())))
                    .collect(Collectors.joining(", "));
            text.append(System.lineSeparator())
                    .append(attack.slug())
                    .append(": ")
                    .append(means);
        }
        outcome.warnings()
                .forEach(warning ->
                        text.append(System.lineSeparator()).append("Warning: ").append(warning));
        return text.toString();
    }
}
