package lab.obscura.engine.data.sources;

import java.util.List;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.data.images.PixelSink;

/** Both splits of a CIFAR data set. */
record CifarImages(List<String> classNames, CifarRecords train, CifarRecords test) implements StoredImages {

    @Override
    public ImageShape shape() {
        return CifarRecords.SHAPE;
    }

    @Override
    public int[] labels(Half half) {
        return records(half).labels();
    }

    @Override
    public void read(Half half, int[] places, PixelSink sink) {
        records(half).read(places, sink);
    }

    @Override
    public List<String> notes() {
        return List.of();
    }

    @Override
    public void close() {
        // files are open only while they are read
    }

    private CifarRecords records(Half half) {
        return half == Half.TRAIN ? train : test;
    }
}
