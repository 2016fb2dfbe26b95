package lab.obscura.engine.estimate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import lab.obscura.engine.attack.Attack;
import lab.obscura.engine.attack.AttackImages;
import lab.obscura.engine.attack.Knowledge;
import lab.obscura.engine.attack.WorkingMemory;
import lab.obscura.engine.attack.linear.LinearAttack;
import lab.obscura.engine.data.facts.AuxiliarySet;
import lab.obscura.engine.data.facts.DatasetInfo;
import lab.obscura.engine.data.images.ImageCounts;
import lab.obscura.engine.defense.Adversary;
import lab.obscura.engine.defense.Penalty;
import lab.obscura.engine.definition.ExperimentDefinition;
import lab.obscura.engine.definition.FitCheck;
import lab.obscura.engine.leakage.LeakageEstimator;
import lab.obscura.engine.network.spec.NetworkLoad;
import lab.obscura.engine.network.spec.SplitSpec;

/**
 * How much memory each stage of a run takes, roughly. In Java: images, features, what attackers rebuild, weights on their way into a
 * file. In the engine: what the layers of the stage's networks keep of a batch, and weights with what belongs to them. Small learned
 * helpers are not counted; what turns out too large after all says itself that it ran out of memory.
 *
 * @param stages in their order
 */
public record MemoryEstimate(List<Stage> stages) {

    /** The program itself. */
    private static final long PROGRAM_MEGABYTES = 100;

    /** Libraries, and buffers of the convolutions. */
    private static final long LIBRARIES_MEGABYTES = 300;

    /** Examples at once where nobody learns. */
    private static final int ANSWERED_AT_ONCE = 200;

    private static final double BYTES_PER_MEGABYTE = 1 << 20;

    /**
     * One stage.
     *
     * @param name as in the run's progress
     * @param heapMegabytes of Java
     * @param nativeMegabytes of the engine
     * @param cardMegabytes of the engine where it computes on a card: what stays there beside the networks is in it
     * @param wayOut what makes the engine's part smaller
     */
    public record Stage(String name, long heapMegabytes, long nativeMegabytes, long cardMegabytes, WayOut wayOut) {}

    /**
     * A setting that decides how much memory the engine takes.
     *
     * @param field its path in the definition
     * @param hint what to do with it
     */
    public record WayOut(String field, String hint) {

        private static final WayOut SMALLER_NETWORK =
                new WayOut("network.width", "Take a narrower network or smaller images (dataset.imageSize)");

        private static final WayOut NO_FLOOR = new WayOut(
                "floor", "Set floor to false to do without the linear attack, or cut where the feature is smaller");

        private static WayOut smallerBatch(String section) {
            return new WayOut(section + ".batchSize", "Take a smaller batch, a smaller network or smaller images");
        }
    }

    public MemoryEstimate {
        stages = List.copyOf(stages);
    }

    /** @throws lab.obscura.engine.settings.SettingsException when images and network do not go together */
    public static MemoryEstimate of(ExperimentDefinition definition, DatasetInfo info) {
        return new Counting(definition, FitCheck.fit(definition, info), info).estimate();
    }

    /** The stage that needs most of Java's memory. */
    public Stage largestHeap() {
        return stages.stream()
                .max(Comparator.comparingLong(Stage::heapMegabytes))
                .orElseThrow();
    }

    /** Megabytes that the engine takes on a card, in the stage that needs most. */
    public long largestOnCard() {
        return stages.stream().mapToLong(Stage::cardMegabytes).max().orElseThrow();
    }

    /** The stage that needs most of the engine's memory. */
    public Stage largestNative() {
        return stages.stream()
                .max(Comparator.comparingLong(Stage::nativeMegabytes))
                .orElseThrow();
    }

    /** Adds one run's arrays up: bytes in Java, values in the engine. */
    private static final class Counting {

        private final ExperimentDefinition definition;
        private final SplitSpec split;
        private final int train;
        private final int test;
        private final ImageCounts images;
        private final int image;
        private final double feature;
        /** Bytes of the images on which an expert learns, which stay there with those of the run. */
        private final double ofExpert;

        private final CardMemory card;

        private final List<Stage> stages = new ArrayList<>();

        Counting(ExperimentDefinition definition, SplitSpec split, DatasetInfo info) {
            ImageCounts images = definition.images(info);
            this.ofExpert = info.expert().map(AuxiliarySet::count).orElse(0)
                    * (double) split.input().size();
            this.definition = definition;
            this.split = split;
            this.images = images;
            this.train = images.train();
            this.test = images.test();
            this.image = split.input().size();
            this.feature = (double) split.feature().size() * Float.BYTES;
            this.card = new CardMemory(definition, split);
        }

        MemoryEstimate estimate() {
            addTraining();
            List<NetworkLoad> asked = split(ANSWERED_AT_ONCE);
            double answering = answering(asked);
            add("measuring", answered(), answering, 0, WayOut.SMALLER_NETWORK);
            for (int i = 0; i < definition.attacks().size(); i++) {
                Attack attack = definition.attacks().get(i);
                AttackImages attacked = AttackImages.of(attack, images);
                List<NetworkLoad> loads = attack.loads(split, attacked);
                WorkingMemory beside = attack.workingMemory(split, attacked);
                double learning = learning(capped(loads)) + beside.nativeBytes() / Float.BYTES;
                boolean batchDecides = learning > answering
                        && largestTakes(loads, attack.settings().values().get("batchSize"));
                boolean isFloor = definition.hasFloor() && attack.info().equals(LinearAttack.INFO);
                WayOut larger = isFloor && learning > answering ? WayOut.NO_FLOOR : WayOut.SMALLER_NETWORK;
                WayOut wayOut = batchDecides ? WayOut.smallerBatch("attacks[" + i + "]") : larger;
                // Afterwards the trained network looks at what was rebuilt.
                double most = Math.max(learning, answering);
                add(
                        "attack " + attack.slug(),
                        answered() + attackers(attack) + beside.heapBytes(),
                        most,
                        card.attacked(attack, attacked, loads),
                        wayOut);
            }
            add("measures", answered() + measured() + rebuilt(), measuring(), 0, WayOut.SMALLER_NETWORK);
            return new MemoryEstimate(stages);
        }

        private void addTraining() {
            int batch = Math.min(train, definition.training().batchSize());
            var loads = new ArrayList<>(split(batch));
            for (Adversary adversary : definition.defense().of(Adversary.class)) {
                loads.addAll(adversary.loads(split.feature(), split.input(), batch));
            }
            boolean refreshes = definition.defense().penalties().stream().anyMatch(Penalty::looksAtEpochs);
            // A checkpoint: weights and moments, as arrays and as a file.
            int moments = definition.training().optimizer().moments();
            double weights = loads.stream().mapToDouble(NetworkLoad::weights).sum();
            double kept = 2 * (1 + moments) * Float.BYTES * weights;
            double heap = kept + (refreshes ? train * feature : 0) + looked(batch) + remembered();
            double learning = learning(loads);
            double answering = answering(split(ANSWERED_AT_ONCE));
            WayOut wayOut = learning > answering ? WayOut.smallerBatch("training") : WayOut.SMALLER_NETWORK;
            add("training", heap, Math.max(learning, answering), card.trained(batch, train, test), wayOut);
        }

        /** What parts look at inside the network, and what they push back there. */
        private double looked(int batch) {
            return split.shapes(definition.defense().taps(split)).values().stream()
                    .mapToDouble(shape -> 2.0 * batch * shape.size() * Float.BYTES)
                    .sum();
        }

        private double remembered() {
            int size = split.feature().size();
            return definition.defense().penalties().stream()
                    .mapToDouble(penalty -> penalty.rememberedBytes(size, train, classes()))
                    .sum();
        }

        private int classes() {
            return split.tail().output(split.feature()).size();
        }

        private List<NetworkLoad> split(int batch) {
            return List.of(
                    new NetworkLoad(split.edge(), split.input(), batch),
                    new NetworkLoad(split.tail(), split.feature(), batch));
        }

        /** The encoder's answers that are kept. */
        private double answered() {
            return (test
                            + (definition.asksAboutTraining() ? train : 0)
                            + (definition.asksAboutAuxiliary() ? images.auxiliary() : 0))
                    * feature;
        }

        /** What a measure sees as sent: drawn from the answers, of which the draw needs a copy. */
        private double measured() {
            return definition.measures().stream()
                    .mapToDouble(measure -> 2 * feature * (test + (measure.needsTraining() ? train : 0)))
                    .max()
                    .orElse(0);
        }

        /** What is kept of each attack's reconstructions for measures, and a batch of originals beside them. */
        private double rebuilt() {
            int most = definition.measures().stream()
                    .mapToInt(LeakageEstimator::rebuiltImages)
                    .max()
                    .orElse(0);
            return (definition.attacks().size() + 2.0) * Math.min(most, test) * image * Float.BYTES;
        }

        /** Values of the networks that measures train; those that say the same share one, but who can tell from here. */
        private double measuring() {
            return definition.measures().stream()
                    .mapToDouble(measure -> learning(measure.loads(split.input(), classes())))
                    .max()
                    .orElse(0);
        }

        /** What the attacker is given, and what it rebuilds: twice, as the network put it out and as pixels. */
        private double attackers(Attack attack) {
            AttackImages seen = AttackImages.of(attack, images);
            int copied = attack.knowledge() == Knowledge.INFER ? seen.own() : 0; // training images are there once
            return copied * (feature + image) + seen.targets() * (feature + image + 2.0 * image * Float.BYTES);
        }

        /** A batch is never larger than there are images. */
        private List<NetworkLoad> capped(List<NetworkLoad> loads) {
            int most = Math.max(train, Math.max(test, images.auxiliary()));
            return loads.stream()
                    .map(load -> new NetworkLoad(load.spec(), load.input(), Math.min(load.batch(), most)))
                    .toList();
        }

        /** Whether the network that takes most works on as many examples as the attack's setting says, if it has that setting. */
        private static boolean largestTakes(List<NetworkLoad> loads, Object batchSize) {
            return loads.stream()
                    .max(Comparator.comparingDouble(NetworkLoad::learning))
                    .filter(load -> Integer.valueOf(load.batch()).equals(batchSize))
                    .isPresent();
        }

        private static double learning(List<NetworkLoad> loads) {
            return loads.stream().mapToDouble(NetworkLoad::learning).sum();
        }

        private static double answering(List<NetworkLoad> loads) {
            return loads.stream().mapToDouble(NetworkLoad::answering).sum();
        }

        /** @param cardBytes beside the networks, where the engine keeps batches on a card */
        private void add(String name, double bytes, double values, double cardBytes, WayOut wayOut) {
            double images = (double) (train + test) * image + ofExpert;
            long networks = LIBRARIES_MEGABYTES + Math.round(values * Float.BYTES / BYTES_PER_MEGABYTE);
            stages.add(new Stage(
                    name,
                    PROGRAM_MEGABYTES + Math.round((images + bytes) / BYTES_PER_MEGABYTE),
                    networks,
                    networks + Math.round(cardBytes / BYTES_PER_MEGABYTE),
                    wayOut));
        }
    }
}
