package lab.obscura.engine.data.sources;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.data.images.PixelSink;
import lab.obscura.engine.data.images.SquareScaler;
import lab.obscura.engine.data.pictures.PictureReader;
import lab.obscura.engine.data.pictures.PictureTraits;
import lab.obscura.engine.data.tree.FileTree;
import lab.obscura.engine.data.tree.ImagePath;

/**
 * Pictures of one size, one file each, decoded in stripes. Pictures that differ in size are refused, unless a size is given; gray
 * pictures among colored ones get three equal channels.
 */
final class PictureImages implements StoredImages {

    private final FileTree tree;
    private final Reading reading;
    private final List<String> classNames;
    private final List<String> notes;
    private final Map<Half, List<ImagePath>> pictures = new EnumMap<>(Half.class);
    private final Map<Half, int[]> labels = new EnumMap<>(Half.class);
    private final Map<Half, BitSet> seen = new EnumMap<>(Half.class);
    private final Sizes sizes;
    private PictureTraits traits = PictureTraits.NONE;

    /**
     * Looks at the heads of as many pictures as it takes to be certain of the common shape.
     *
     * @param tree closed with these images
     * @param classes the folders of the classes, in order
     * @param classNames what they are called
     * @param notes what is known so far
     */
    PictureImages(
            FileTree tree,
            Reading reading,
            List<ImagePath> train,
            List<ImagePath> test,
            List<String> classes,
            List<String> classNames,
            List<String> notes) {
        this.tree = tree;
        this.reading = reading;
        this.classNames = List.copyOf(classNames);
        this.notes = List.copyOf(notes);
        put(Half.TRAIN, train, classes);
        put(Half.TEST, test, classes);
        this.sizes = new Sizes(train.get(0).where(), head(train.get(0)), reading.imageSize());
        if (!sizes.isCertain()) {
            Stream.of(train, test).flatMap(List::stream).forEach(path -> sizes.add(path.where(), head(path)));
        }
    }

    @Override
    public ImageShape shape() {
        return sizes.common();
    }

    @Override
    public List<String> classNames() {
        return classNames;
    }

    @Override
    public int[] labels(Half half) {
        return labels.get(half).clone();
    }

    @Override
    public String name(Half half, int place) {
        return pictures.get(half).get(place).file().named();
    }

    @Override
    public void read(Half half, int[] places, PixelSink sink) {
        for (int place : places) {
            ImagePath path = pictures.get(half).get(place);
            try (PictureReader picture = path.file().picture(reading.sampleMaximum())) {
                read(path, picture, sink);
                if (!seen.get(half).get(place)) {
                    seen.get(half).set(place);
                    traits = traits.and(picture.traits());
                }
            }
        }
    }

    @Override
    public List<String> notes() {
        var all = new ArrayList<>(notes);
        all.addAll(traits.notes());
        if (reading.sampleMaximum() > 0 && traits.deepest() == 0) {
            all.add(
                    "dataset.json says \"sampleMaximum\": " + reading.sampleMaximum()
                            + ", which is for samples of 16 bits, but no picture has any: they are read as they are. Leave it out");
        }
        return all;
    }

    @Override
    public void close() {
        tree.close();
    }

    private void put(Half half, List<ImagePath> paths, List<String> classes) {
        pictures.put(half, paths);
        seen.put(half, new BitSet());
        labels.put(
                half,
                paths.stream()
                        .mapToInt(path -> java.util.Collections.binarySearch(classes, path.className()))
                        .toArray());
    }

    private ImageShape head(ImagePath path) {
        try (PictureReader picture = path.file().picture(reading.sampleMaximum())) {
            return picture.shape();
        }
    }

    private void read(ImagePath path, PictureReader picture, PixelSink sink) {
        ImageShape own = picture.shape();
        sizes.check(path.where(), own);
        PixelSink colored = own.channels() < shape().channels() ? new Tripled(sink) : sink;
        if (!sizes.differ()) {
            rows(picture, colored);
            return;
        }
        var scaler = new SquareScaler(own, reading.imageSize());
        rows(picture, scaler::add);
        byte[] scaled = scaler.finished();
        colored.accept(scaled, 0, scaled.length);
    }

    private static void rows(PictureReader picture, PixelSink sink) {
        int height = picture.shape().height();
        for (int from = 0; from < height; from += picture.stripe()) {
            byte[] rows = picture.rows(from, Math.min(picture.stripe(), height - from));
            sink.accept(rows, 0, rows.length);
        }
    }

    /** Makes three equal channels of one. */
    private record Tripled(PixelSink sink) implements PixelSink {

        private static final int PIECE = 1 << 16;

        @Override
        public void accept(byte[] gray, int from, int count) {
            byte[] colored = new byte[3 * Math.min(count, PIECE)];
            for (int taken = 0; taken < count; taken += PIECE) {
                int piece = Math.min(PIECE, count - taken);
                for (int i = 0; i < piece; i++) {
                    Arrays.fill(colored, 3 * i, 3 * i + 3, gray[from + taken + i]);
                }
                sink.accept(colored, 0, 3 * piece);
            }
        }
    }
}
