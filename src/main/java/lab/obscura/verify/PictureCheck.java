package lab.obscura.verify;

import java.util.ArrayList;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import lab.obscura.engine.catalog.Metrics;
import lab.obscura.engine.metric.Metric;
import lab.obscura.engine.run.folder.PictureHash;
import lab.obscura.engine.run.folder.PngPictures;
import lab.obscura.engine.run.folder.PngPictures.Picture;
import lab.obscura.verify.RunContents.Rebuilt;
import lab.obscura.verify.Verification.Check;

/** The pictures of a run: whether they are those that it wrote, and whether they give the scores that stand beside them. */
final class PictureCheck {

    /**
     * How far a score may lie outside what a picture allows, as a share of it. A picture keeps 256 steps of brightness, and what was
     * rounded away is known only by its size: the error that was measured lies between those of the picture moved half a step towards
     * the original and away from it. A likeness loses a little more where both are nearly even.
     */
    private static final double UNEVEN = 0.02;

    private PictureCheck() {}

    /**
     * All pictures at once.
     *
     * @param written hash of the pictures as the run wrote them; empty for runs of earlier versions
     * @param bySlug in the order of the attacks
     */
    static Check hash(
            Optional<String> written, Map<Integer, byte[]> originals, Map<String, Map<Integer, Rebuilt>> bySlug) {
        String what = "pictures";
        if (written.isEmpty()) {
            return Check.notChecked(what, "the version that made this run kept no hash of them");
        }
        var hash = new PictureHash();
        originals.forEach(hash::addOriginal);
        bySlug.forEach((slug, pictures) ->
                pictures.forEach((index, picture) -> hash.addReconstruction(slug, index, picture.png())));
        int count =
                originals.size() + bySlug.values().stream().mapToInt(Map::size).sum();
        return hash.hex().equals(written.get())
                ? Check.ok(what, count + " pictures are as the run wrote them")
                : Check.differs(what, "the " + count + " pictures are not those that the run wrote");
    }

    /** The scores of one attack's pictures. */
    static Check scores(String slug, Map<Integer, byte[]> originals, Map<Integer, Rebuilt> pictures) {
        var differences = new ArrayList<String>();
        originals.keySet().stream()
                .filter(index -> !pictures.containsKey(index))
                .forEach(index -> differences.add("image " + index + " has no picture"));
        int[] compared = {0};
        pictures.forEach((index, rebuilt) -> {
            try {
                Picture original = PngPictures.read(originals.get(index));
                Picture picture = PngPictures.read(rebuilt.png());
                for (Metric metric : Metrics.all()) {
                    Double stored = rebuilt.scores().get(metric.info().id());
                    if (stored != null) {
                        compared[0]++;
                        outside(metric, original, picture, stored)
                                .ifPresent(range -> differences.add(String.format(
                                        Locale.ROOT,
                                        "%s of image %d is stored as %.6g, its picture gives %s",
                                        metric.info().id(),
                                        index,
                                        stored,
                                        range)));
                    }
                }
            } catch (RuntimeException unreadable) {
                differences.add("image " + index + " cannot be read: " + unreadable.getMessage());
            }
        });
        return Check.of(
                "scores of the pictures of " + slug,
                differences,
                compared[0] + " scores of " + pictures.size() + " pictures, within what 256 steps of brightness tell");
    }

    private static Optional<String> outside(Metric metric, Picture original, Picture picture, double stored) {
        double here = metric.of(original.values(), picture.values(), picture.shape());
        double nearer = metric.of(original.values(), moved(original, picture, -1), picture.shape());
        double further = metric.of(original.values(), moved(original, picture, 1), picture.shape());
        double low = Math.min(here, Math.min(nearer, further));
        double high = Math.max(here, Math.max(nearer, further));
        double more = UNEVEN * Math.abs(here);
        return stored >= low - more && stored <= high + more
                ? Optional.empty()
                : Optional.of(String.format(Locale.ROOT, "%.6g to %.6g", low, high));
    }

    /** Half a step away from the original, or with −1 towards it and at most onto it. */
    private static float[] moved(Picture original, Picture picture, int way) {
        float[] values = picture.values().clone();
        for (int i = 0; i < values.length; i++) {
            float distance = values[i] - original.values()[i];
            float step = PngPictures.STEP / 2;
            float far = Math.abs(distance) + way * step;
            values[i] = original.values()[i] + Math.copySign(Math.max(0, far), distance);
        }
        return values;
    }
}
