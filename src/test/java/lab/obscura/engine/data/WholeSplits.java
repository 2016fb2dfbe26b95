package lab.obscura.engine.data;

import java.util.stream.IntStream;
import lab.obscura.engine.data.images.KeptPixels;
import lab.obscura.engine.data.images.LabeledImages;
import lab.obscura.engine.data.images.Split;
import lab.obscura.engine.data.sources.StoredImages;
import lab.obscura.engine.data.sources.StoredImages.Half;

/** Both splits of what a format found, in the order of the files, for the tests of the formats. */
public final class WholeSplits {

    private WholeSplits() {}

    /** Reads all pixels, and closes the images. */
    public static Split of(StoredImages stored) {
        try (stored) {
            LabeledImages train = all(stored, Half.TRAIN);
            if (stored.labels(Half.TEST).length > 0) {
                return new Split(train, all(stored, Half.TEST), stored.notes());
            }
            boolean[] isTest = MissingTest.everyFifth(train.labels());
            int[] every = IntStream.range(0, train.count()).toArray();
            return new Split(
                    train.select(IntStream.of(every).filter(i -> !isTest[i]).toArray()),
                    train.select(IntStream.of(every).filter(i -> isTest[i]).toArray()),
                    stored.notes());
        }
    }

    private static LabeledImages all(StoredImages stored, Half half) {
        int[] labels = stored.labels(half);
        var kept = new KeptPixels(labels.length, stored.shape(), 0);
        stored.read(half, IntStream.range(0, labels.length).toArray(), kept);
        return new LabeledImages(kept.shape(), kept.pixels(), labels, stored.classNames());
    }
}
