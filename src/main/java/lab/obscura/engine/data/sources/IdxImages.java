package lab.obscura.engine.data.sources;

import java.util.List;
import java.util.Optional;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.data.images.PixelSink;

/** Both splits of an IDX data set. */
record IdxImages(List<String> classNames, IdxPart train, Optional<IdxPart> test, List<String> notes)
        implements StoredImages {

    @Override
    public ImageShape shape() {
        return train.shape();
    }

    @Override
    public int[] labels(Half half) {
        return half == Half.TRAIN ? train.labels() : test.map(IdxPart::labels).orElseGet(() -> new int[0]);
    }

    @Override
    public void read(Half half, int[] places, PixelSink sink) {
        if (places.length > 0) {
            (half == Half.TRAIN ? train : test.orElseThrow()).images().read(places, sink);
        }
    }

    @Override
    public void close() {
        // files are open only while they are read
    }
}
