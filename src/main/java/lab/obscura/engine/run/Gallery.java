package lab.obscura.engine.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import lab.obscura.engine.attack.Reconstructions;
import lab.obscura.engine.data.images.HeldOut;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.data.images.LabeledImages;
import lab.obscura.engine.run.folder.AttemptFolder;
import lab.obscura.engine.run.folder.Outcome;
import lab.obscura.engine.run.folder.PictureHash;
import lab.obscura.engine.run.folder.PngPictures;

/** The fixed test images of a data set, the same for every run, and what the attacks made of them. */
final class Gallery {

    private static final int IMAGES_IN_THUMBNAIL = 6;

    private final LabeledImages test;
    private final AttemptFolder folder;
    private final List<Integer> indices;
    private final List<float[]> thumbnailRow = new ArrayList<>();

    Gallery(LabeledImages test, AttemptFolder folder) {
        this.test = test;
        this.folder = folder;
        this.indices = Arrays.stream(HeldOut.gallery(test)).boxed().toList();
    }

    /** Places in the test split. */
    List<Integer> indices() {
        return indices;
    }

    List<Outcome.GalleryImage> images() {
        return indices.stream()
                .map(index -> new Outcome.GalleryImage(
                        index, test.label(index), test.classNames().get(test.label(index))))
                .toList();
    }

    void writeOriginals() {
        indices.forEach(
                index -> folder.write(folder.original(index), PngPictures.png(test.image(index), test.shape(), 1)));
    }

    /**
     * What an attack made of the gallery's images, in their order.
     *
     * @param targets places in the test split of the rebuilt images, in rising order; the gallery's are among them
     */
    Reconstructions shown(Reconstructions rebuilt, int[] targets) {
        return rebuilt.of(places(targets));
    }

    /** Where the gallery's images are among the attacked ones. */
    int[] places(int[] targets) {
        return indices.stream()
                .mapToInt(index -> Arrays.binarySearch(targets, index))
                .toArray();
    }

    /**
     * A sheet of all originals and what an attack makes of them for now.
     *
     * @param shown the gallery's images, in their order
     */
    void writeInterim(String slug, Reconstructions shown) {
        List<float[]> originals = indices.stream().map(test::image).toList();
        List<float[]> rebuilt =
                IntStream.range(0, indices.size()).mapToObj(shown::image).toList();
        folder.write(
                folder.interim(slug), PngPictures.sheet(originals, rebuilt, test.shape(), PngPictures.PAIRS_PER_LINE));
    }

    /** @param shown the gallery's images, in their order */
    void writeReconstructions(String slug, Reconstructions shown) {
        boolean first = thumbnailRow.isEmpty();
        for (int i = 0; i < indices.size(); i++) {
            float[] image = shown.image(i);
            folder.write(folder.reconstruction(slug, indices.get(i)), PngPictures.png(image, shown.shape(), 1));
            if (first && thumbnailRow.size() < IMAGES_IN_THUMBNAIL) {
                thumbnailRow.add(image);
            }
        }
    }

    /** Of all that was written, by these attacks in this order. */
    String hash(List<String> slugs) {
        var hash = new PictureHash();
        indices.forEach(index -> hash.addOriginal(index, bytes(folder.original(index))));
        slugs.forEach(slug -> indices.forEach(
                index -> hash.addReconstruction(slug, index, bytes(folder.reconstruction(slug, index)))));
        return hash.hex();
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read what was just written: " + file, e);
        }
    }

    /** Originals above what the first attack rebuilt from them; the originals alone when there was no attack. */
    void writeThumbnail() {
        List<float[]> originals =
                indices.stream().limit(IMAGES_IN_THUMBNAIL).map(test::image).toList();
        if (thumbnailRow.isEmpty()) {
            folder.write(folder.thumbnail(), PngPictures.strip(originals, test.shape(), 1));
            return;
        }
        List<float[]> pairs = IntStream.range(0, originals.size())
                .mapToObj(i -> above(originals.get(i), thumbnailRow.get(i)))
                .toList();
        ImageShape shape = test.shape();
        var doubled = new ImageShape(2 * shape.height() + 1, shape.width(), shape.channels());
        folder.write(folder.thumbnail(), PngPictures.strip(pairs, doubled, 1));
    }

    /** One picture over the other, with a gray line between. */
    private float[] above(float[] upper, float[] lower) {
        int line = test.shape().width() * test.shape().channels();
        float[] both = new float[upper.length + line + lower.length];
        System.arraycopy(upper, 0, both, 0, upper.length);
        Arrays.fill(both, upper.length, upper.length + line, 0.5f);
        System.arraycopy(lower, 0, both, upper.length + line, lower.length);
        return both;
    }
}
