package lab.obscura.engine.definition.presets;

import java.util.stream.IntStream;
import lab.obscura.engine.data.facts.DatasetInfo;
import lab.obscura.engine.data.images.ImageShape;

/** The pictures of the presets at a scale for two cores, as far as definitions ask: no file is needed. */
public final class CifarExcerpt {

    public static final DatasetInfo INFO = new DatasetInfo(
            "cifar10-lossless-6k",
            "CIFAR-10",
            "cifar10-binary",
            new ImageShape(32, 32, 3),
            IntStream.range(0, 10).mapToObj(String::valueOf).toList(),
            5000,
            1000,
            "0".repeat(64),
            false);

    private CifarExcerpt() {}
}
