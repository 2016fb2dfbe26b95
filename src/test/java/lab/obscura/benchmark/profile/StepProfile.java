package lab.obscura.benchmark.profile;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.obscura.engine.data.Datasets;
import lab.obscura.engine.definition.DefinitionReader;
import lab.obscura.engine.definition.ExperimentDefinition;
import lab.obscura.engine.progress.ProgressListener;
import lab.obscura.engine.progress.RunContext;
import lab.obscura.engine.progress.RunEvent;
import lab.obscura.engine.run.Pipeline;
import lab.obscura.engine.run.folder.AttemptFolder;

/**
 * What the host does in a training step, part by part: the training's thread is looked at every few milliseconds, and its processor time is
 * divided by what the looks found. {@code cnn-4} at half width, cut 2, features of 8 × 8 × 8, batches of 128, engine {@code torch}, four epochs of 1 280 drawn images, of which the first
 * two are not counted. {@code ./mvnw -o -q -Pbenchmark test-compile exec:exec -Dbenchmark=profile.StepProfile};
 * {@code -Dbenchmark.cases=slot} profiles parts whose name has that in it.
 */
public final class StepProfile {

    private static final String CHOSEN = System.getProperty("benchmark.cases", "");
    private static final int BATCH = 128;
    private static final int IMAGES = 1280;
    private static final int EPOCHS = 4;
    private static final int COUNTED_FROM = 3;
    private static final long PAUSE_MILLIS = 3;
    private static final int SHOWN = 4;

    private StepProfile() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createTempDirectory("obscura-profile");
        var datasets = new Datasets(folder.resolve("data"), folder.resolve("cache"));
        profile(datasets, definition(List.of()), folder.resolve("warm-up"));
        System.out.println("| part | step, ms | "
                + Stream.of(Place.values()).map(Place::title).collect(Collectors.joining(" | "))
                + " | where in the part |\n|---|---|" + "---|".repeat(Place.values().length + 1));
        List<String> parts = Stream.of(
                        "conditional-entropy",
                        "gated-attention",
                        "slot-attention",
                        "fused-attention",
                        "distance-correlation",
                        "bido",
                        "info-scissors",
                        "channel-correlation",
                        "lipschitz",
                        "mid")
                .filter(part -> part.contains(CHOSEN))
                .toList();
        for (String part : parts) {
            print(part, profile(datasets, definition(List.of(Map.of("part", part))), folder.resolve(part)));
        }
        System.out.flush();
        Runtime.getRuntime().halt(0); // libtorch's threads end when they like
    }

    /** What a look found the thread at. */
    private enum Place {
        LAYERS("layers and updates", "engine.network.torch.TorchNetwork"),
        TERM("value and gradient", "training.DefenseTerms.of"),
        LEARNING("its own learning", "training.DefenseTerms.learn"),
        ADVERSARY("adversary", "training.DefenseTerms.attack"),
        EPOCH("between epochs", "afterEpoch", "collectedFeatures", "training.Accuracy"),
        REST("the rest", "");

        private final String title;
        private final List<String> frames;

        Place(String title, String... frames) {
            this.title = title;
            this.frames = List.of(frames);
        }

        String title() {
            return title + ", ms";
        }

        boolean isIn(List<String> stack) {
            return stack.stream().anyMatch(frame -> frames.stream().anyMatch(frame::contains));
        }

        boolean isOfPart() {
            return this == TERM || this == LEARNING || this == ADVERSARY;
        }
    }

    /** Looks at a thread until it is told to stop. */
    private static final class Looks extends Thread {

        private final Thread seen;
        private final Map<Place, Integer> places = new LinkedHashMap<>();
        private final Map<String, Integer> methods = new LinkedHashMap<>();
        private volatile boolean isOver;
        private volatile boolean counts;

        Looks(Thread seen) {
            this.seen = seen;
            setDaemon(true);
        }

        @Override
        public void run() {
            try {
                while (!isOver) {
                    Thread.sleep(PAUSE_MILLIS);
                    if (counts) {
                        look();
                    }
                }
            } catch (InterruptedException e) {
                interrupt();
            }
        }

        private void look() {
            List<String> stack = Stream.of(seen.getStackTrace())
                    .map(frame -> frame.getClassName() + "." + frame.getMethodName())
                    .toList();
            // A part's terms call networks of their own, so they are asked for first.
            Place place = Stream.of(Place.TERM, Place.LEARNING, Place.ADVERSARY, Place.EPOCH, Place.LAYERS, Place.REST)
                    .filter(one -> one.isIn(stack))
                    .findFirst()
                    .orElseThrow();
            places.merge(place, 1, Integer::sum);
            if (place.isOfPart()) {
                stack.stream()
                        .filter(frame -> frame.startsWith("lab.obscura"))
                        .findFirst()
                        .ifPresent(frame -> methods.merge(
                                frame.replaceFirst(".*\\.(?=[A-Z])", "").replaceAll("lambda\\$(\\w+)\\$\\d+", "$1"),
                                1,
                                Integer::sum));
            }
        }

        int all() {
            return places.values().stream().mapToInt(Integer::intValue).sum();
        }
    }

    /** Milliseconds of the processor per step, and how often the thread was where. */
    private record Profile(double stepMillis, Looks looks) {}

    private static Profile profile(Datasets datasets, ExperimentDefinition definition, Path folder) throws IOException {
        var looks = new Looks(Thread.currentThread());
        var clock = ManagementFactory.getThreadMXBean();
        long[] times = new long[EPOCHS + 1];
        int[] ended = {0};
        ProgressListener listener = event -> {
            if (event instanceof RunEvent.Point point && point.series().equals("test.accuracy")) {
                times[++ended[0]] = clock.getCurrentThreadCpuTime();
                looks.counts = ended[0] >= COUNTED_FROM - 1 && ended[0] < EPOCHS;
            }
        };
        looks.start();
        new Pipeline(datasets)
                .run(
                        definition,
                        1,
                        new AttemptFolder(Files.createDirectories(folder)),
                        RunContext.of(listener, () -> false));
        looks.isOver = true;
        int steps = (EPOCHS - COUNTED_FROM + 1) * (IMAGES / BATCH);
        return new Profile((times[EPOCHS] - times[COUNTED_FROM - 1]) / 1e6 / steps, looks);
    }

    private static void print(String part, Profile profile) {
        Looks looks = profile.looks();
        String places = Stream.of(Place.values())
                .map(place -> String.format(
                        Locale.ROOT,
                        "%.1f",
                        profile.stepMillis() * looks.places.getOrDefault(place, 0) / Math.max(1, looks.all())))
                .collect(Collectors.joining(" | "));
        String methods = looks.methods.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()))
                .limit(SHOWN)
                .map(entry -> String.format(
                        Locale.ROOT,
                        "`%s` %.1f",
                        entry.getKey(),
                        profile.stepMillis() * entry.getValue() / Math.max(1, looks.all())))
                .collect(Collectors.joining(", "));
        System.out.printf(Locale.ROOT, "| `%s` | %.1f | %s | %s |%n", part, profile.stepMillis(), places, methods);
    }

    private static ExperimentDefinition definition(List<Map<String, Object>> parts) {
        Map<String, Object> bottleneck = Map.of("channels", 8);
        return new DefinitionReader()
                .read(Map.of(
                        "dataset", Map.of("id", "shapes", "trainLimit", IMAGES, "testLimit", 200),
                        "network", Map.of("backbone", "cnn-4", "width", 0.5, "cutLayer", 2, "bottleneck", bottleneck),
                        "defense", parts,
                        "training", Map.of("epochs", EPOCHS, "batchSize", BATCH, "learningRate", 0.01),
                        "attacks", List.of(),
                        "measures", List.of(),
                        "engine", "torch"));
    }
}
