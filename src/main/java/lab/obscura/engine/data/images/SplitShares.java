package lab.obscura.engine.data.images;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import lab.obscura.engine.settings.FieldError;
import lab.obscura.engine.settings.Setting;
import lab.obscura.engine.settings.SettingsReader;
import lab.obscura.engine.settings.SettingsSchema;

/**
 * All images of a data set thrown together and divided anew, class by class: so many of each class to train on, to test on and for the
 * attacker. Within a class the order is that of a hash of the pixels, so the division is the same for every seed and wherever the
 * images lie, and exact copies stay together.
 *
 * @param train share of each class, between 0 and 1
 * @param test share of each class
 * @param auxiliary share of each class that the attacker owns and that neither trains nor tests the network
 */
public record SplitShares(double train, double test, double auxiliary) {

    public static final String FIELD = "split";

    private static final Setting<Double> TRAIN =
            Setting.decimal("train", 0.01, 0.99).describedAs("Share of each class that the network learns from");

    private static final Setting<Double> TEST = Setting.decimal("test", 0.01, 0.99)
            .describedAs("Share of each class that it is tested on, and whose images are attacked");

    private static final Setting<Double> AUXILIARY = Setting.decimal("auxiliary", 0, 0.98)
            .defaultsTo(0.0)
            .describedAs("Share of each class that attackers with knowledge auxiliary own");

    public static final SettingsSchema SCHEMA = SettingsSchema.of(TRAIN, TEST, AUXILIARY);

    private static final double ROUNDING = 1e-9;

    /** Places of the images of each part, in rising order. */
    public record Parts(int[] train, int[] test, int[] auxiliary) {}

    /**
     * Checks and reads.
     *
     * @param path where it stands
     * @return empty when an error was added
     */
    public static Optional<SplitShares> read(String path, Map<String, ?> json, List<FieldError> errors) {
        int before = errors.size();
        SettingsReader settings = SCHEMA.read(path, json, errors);
        if (errors.size() > before) {
            return Optional.empty();
        }
        var shares = new SplitShares(settings.get(TRAIN), settings.get(TEST), settings.get(AUXILIARY));
        double sum = shares.train + shares.test + shares.auxiliary;
        if (sum > 1 + ROUNDING) {
            errors.add(new FieldError(
                    path,
                    "shares that are together at most 1",
                    shares.train + " + " + shares.test + " + " + shares.auxiliary + " = " + sum,
                    "Take less of one, as in {\"train\": 0.666, \"test\": 0.167, \"auxiliary\": 0.167}"));
            return Optional.empty();
        }
        return Optional.of(shares);
    }

    /** As it is written down. */
    public Map<String, Object> json() {
        return Map.of(TRAIN.name(), train, TEST.name(), test, AUXILIARY.name(), auxiliary);
    }

    /**
     * Divides.
     *
     * @param labels the class of each image
     * @param hashes of their pixels
     */
    public Parts divide(int[] labels, long[] hashes, int classes) {
        int[] part = new int[labels.length]; // 0 is none of the three
        for (int c = 0; c < classes; c++) {
            int label = c;
            int[] members = IntStream.range(0, labels.length)
                    .filter(i -> labels[i] == label)
                    .boxed()
                    .sorted((a, b) -> hashes[a] == hashes[b] ? a - b : Long.compare(hashes[a], hashes[b]))
                    .mapToInt(i -> i)
                    .toArray();
            int from = 0;
            double upTo = 0;
            for (int p = 1; p <= 3; p++) {
                upTo += p == 1 ? train : p == 2 ? test : auxiliary;
                int to = withCopies(members, hashes, (int) Math.round(upTo * members.length), from);
                for (int i = from; i < to; i++) {
                    part[members[i]] = p;
                }
                from = to;
            }
        }
        return new Parts(places(part, 1), places(part, 2), places(part, 3));
    }

    /** Where a part ends that takes the copies of its last image along. */
    private static int withCopies(int[] members, long[] hashes, int end, int from) {
        int to = Math.max(end, from);
        while (to > from && to < members.length && hashes[members[to]] == hashes[members[to - 1]]) {
            to++;
        }
        return to;
    }

    private static int[] places(int[] part, int wanted) {
        return IntStream.range(0, part.length).filter(i -> part[i] == wanted).toArray();
    }

    /** How many images each part has, up to the rounding in each class. */
    public int[] counts(int images) {
        return Arrays.stream(new double[] {train, test, auxiliary})
                .mapToInt(share -> (int) Math.round(share * images))
                .toArray();
    }
}
