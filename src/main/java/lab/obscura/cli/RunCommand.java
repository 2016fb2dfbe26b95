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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import lab.obscura.engine.pipeline.AttemptFolder;
import lab.obscura.engine.pipeline.ExitCode;
import lab.obscura.engine.pipeline.Outcome;
import lab.obscura.engine.pipeline.ProgressListener;
import lab.obscura.engine.pipeline.RunContext;
import lab.obscura.platform.Arguments;
import lab.obscura.worker.AttemptEnd;
import lab.obscura.worker.AttemptRunner;
import lab.obscura.worker.EventWriter;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code obscura run FILE [--out=DIR] [--seed=N] [--data=DIR]}: computes one definition in this process and leaves a folder with outcome,
 * curves, checkpoints and pictures. Started again on the same folder it goes on from the last checkpoint.
 */
public final class RunCommand {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<Map<String, Object>> DEFINITION = new TypeReference<>() {};

    private static final long LARGEST_SEED = 1L << 53; // the definition's own bound

    private final PrintStream out;
    private final AttemptRunner runner;
    private final boolean terminal;

    public RunCommand(PrintStream out, AttemptRunner runner, boolean terminal) {
        this.out = out;
        this.runner = runner;
        this.terminal = terminal;
    }

    /** What the command line may name. */
    public static Arguments read(String[] arguments) {
        Arguments read = Arguments.read(arguments, Set.of("out", "seed", "data", "cache"));
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
            definition = Optional.ofNullable(JSON.readValue(Files.readAllBytes(file), DEFINITION))
                    .orElse(Map.of());
            seeds = seeds(arguments, definition);
        } catch (IOException e) {
            out.println("Cannot read " + file + ": no such file, or no right to read it");
            return ExitCode.SETTINGS;
        } catch (JacksonException e) {
            out.println(file + " is not the JSON of a definition: " + e.getOriginalMessage());
            return ExitCode.SETTINGS;
        } catch (NumberFormatException e) {
            out.println("--seed must be a whole number from 0 to " + LARGEST_SEED + ", was "
                    + arguments.option("seed", "") + ". Write it as --seed=1");
            return ExitCode.SETTINGS;
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

    private static List<Long> seeds(Arguments arguments, Map<String, Object> definition) {
        String asked = arguments.option("seed", "");
        if (!asked.isEmpty()) {
            long seed = Long.parseLong(asked);
            if (seed < 0 || seed > LARGEST_SEED) {
                throw new NumberFormatException(asked);
            }
            return List.of(seed);
        }
        // Anything that is no list of seeds is named, with all else, when the definition is read.
        return definition.get("seeds") instanceof List<?> listed
                        && !listed.isEmpty()
                        && listed.stream().allMatch(RunCommand::isSeed)
                ? listed.stream().map(seed -> ((Number) seed).longValue()).toList()
                : List.of(1L);
    }

    private static boolean isSeed(Object value) {
        return (value instanceof Integer || value instanceof Long)
                && ((Number) value).longValue() >= 0
                && ((Number) value).longValue() <= LARGEST_SEED;
    }

    private ExitCode runSeed(Map<String, Object> definition, long seed, Path path) {
        AttemptFolder folder = new AttemptFolder(path);
        try {
            prepare(folder, definition, seed);
            out.println("Seed " + seed + " into " + path);
            ExitCode code = computed(definition, seed, folder);
            out.println(code == ExitCode.SUCCEEDED ? summary(folder) : reason(folder, code));
            return code;
        } catch (UncheckedIOException e) {
            out.println("The folder " + path + " cannot be written: " + e.getMessage()
                    + ". Choose one that can, as in --out=runs/first");
            return ExitCode.SETTINGS;
        }
    }

    private static String reason(AttemptFolder folder, ExitCode code) {
        return Files.exists(folder.failure())
                ? folder.readFailure().message()
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
            RunContext context = RunContext.of(all, () -> false);
            return AttemptEnd.of(() -> runner.run(definition, seed, folder, context), folder, () -> ExitCode.CANCELLED);
        } finally {
            bar.close();
        }
    }

    private static String summary(AttemptFolder folder) {
        Outcome outcome = folder.readOutcome();
        StringBuilder text =
                new StringBuilder("accuracy %.4f".formatted(outcome.metrics().getOrDefault("accuracy", Double.NaN)));
        for (Outcome.AttackOutcome attack : outcome.attacks()) {
            text.append("%n%s: mse %.5f, psnr %.2f dB, ssim %.4f"
                    .formatted(attack.slug(), mean(attack, "mse"), mean(attack, "psnr"), mean(attack, "ssim")));
        }
        return text.toString();
    }

    private static double mean(Outcome.AttackOutcome attack, String metric) {
        return attack.means().getOrDefault(metric, Double.NaN);
    }
}
