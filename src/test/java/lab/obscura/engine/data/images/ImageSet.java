package lab.obscura.engine.data.images;

import java.nio.ByteBuffer;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Which images, whatever their order. */
public final class ImageSet {

    private ImageSet() {}

    public static Set<ByteBuffer> of(LabeledImages images) {
        return IntStream.range(0, images.count())
                .mapToObj(i -> ByteBuffer.wrap(images.bytes(i)))
                .collect(Collectors.toSet());
    }
}
