package lab.obscura.engine.network.onnx;

import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.InitialState;
import lab.obscura.engine.network.Tensor;

/**
 * Where a layer stands: the model that it is appended to, its path, and the shape of what it gets.
 */
record Site(OnnxGraph graph, String path, ImageShape input) {

    Tensor tensor(String name) {
        return graph.ours(path, name);
    }

    Site part(int index, ImageShape inputOfPart) {
        return new Site(graph, InitialState.child(path, index), inputOfPart);
    }

    /** A tensor with one number per channel, for all places of all images. */
    String perChannel(String name) {
        float[] values = tensor(name).values();
        return graph.constant(values, 1, values.length, 1, 1);
    }
}
