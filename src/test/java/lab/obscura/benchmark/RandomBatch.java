package lab.obscura.benchmark;

import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.seed.RandomStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Random inputs and labels: speed does not depend on what the pictures show. */
final class RandomBatch {

    private RandomBatch() {}

    static INDArray uniform(int batch, ImageShape shape) {
        var random = new RandomStream(1);
        float[] values = new float[batch * shape.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextDouble();
        }
        return Nd4j.createFromArray(values).reshape(batch, shape.height(), shape.width(), shape.channels());
    }

    static INDArray oneHot(int batch, int classes) {
        float[] values = new float[batch * classes];
        for (int i = 0; i < batch; i++) {
            values[i * classes + i % classes] = 1;
        }
        return Nd4j.createFromArray(values).reshape(batch, classes);
    }
}
