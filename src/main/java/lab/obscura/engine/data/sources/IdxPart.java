package lab.obscura.engine.data.sources;

import java.util.stream.IntStream;
import lab.obscura.engine.data.files.SafeFiles;
import lab.obscura.engine.data.images.DataException;
import lab.obscura.engine.data.images.ImageShape;

/** One split of an IDX data set: a file of images and their labels. */
record IdxPart(IdxFile images, int[] labels) {

    static IdxPart of(SafeFiles files, SafeFiles.Entry images, SafeFiles.Entry labels) {
        IdxFile pictures = IdxFile.ofImages(files, images);
        IdxFile numbers = IdxFile.ofLabels(files, labels);
        if (numbers.count() != pictures.count()) {
            throw new DataException(files.describe(labels) + " must have one label per image, has " + numbers.count()
                    + " labels, while " + files.describe(images) + " has " + pictures.count()
                    + " images. The files do not belong together");
        }
        byte[] bytes = numbers.labels();
        return new IdxPart(
                pictures,
                IntStream.range(0, bytes.length).map(i -> bytes[i] & 0xff).toArray());
    }

    ImageShape shape() {
        return images.shape();
    }

    int largestLabel() {
        return IntStream.of(labels).max().orElse(0);
    }
}
