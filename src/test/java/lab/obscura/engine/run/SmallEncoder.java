package lab.obscura.engine.run;

import java.util.List;
import java.util.Map;
import lab.obscura.engine.checkpoint.CheckpointFile;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.InitialState;
import lab.obscura.engine.network.Pass;
import lab.obscura.engine.network.batch.Batch;
import lab.obscura.engine.network.dl4j.Dl4jEngine;
import lab.obscura.engine.network.spec.Composition.Sequence;
import lab.obscura.engine.network.spec.Convolutions.Convolution;
import lab.obscura.engine.network.spec.NetworkSpec;
import lab.obscura.engine.network.spec.NetworkSpec.Function;
import lab.obscura.engine.network.spec.NetworkSpec.Init;
import lab.obscura.engine.network.spec.Pointwise.Activation;
import lab.obscura.engine.seed.Seeds;
import tools.jackson.databind.json.JsonMapper;

/** The file of an edge encoder that was never trained: one convolution with a sigmoid, for 8 × 8 pictures. */
public final class SmallEncoder {

    public static final ImageShape IMAGE = new ImageShape(8, 8, 3);
    public static final NetworkSpec EDGE = new Sequence(
            List.of(new Convolution(3, 2, 3, 1, 1, true, Init.XAVIER_UNIFORM), new Activation(Function.SIGMOID)));

    private SmallEncoder() {}

    public static CheckpointFile file() {
        return file(EDGE);
    }

    public static CheckpointFile file(NetworkSpec edge) {
        Object layers = JsonMapper.builder().build().convertValue(edge, Map.class);
        return new CheckpointFile(
                Map.of("edge", layers, "input", IMAGE.toString(), "transforms", List.of("gaussian-noise")),
                InitialState.of(edge, Seeds.of(1)).tensors());
    }

    /** What it makes of one picture. */
    public static float[] feature(float[] pixels) {
        try (var network = Dl4jEngine.create().build(EDGE, IMAGE, Seeds.of(1))) {
            return network.forward(Batch.of(pixels, IMAGE), Pass.eval()).values();
        }
    }
}
