package lab.obscura.engine.training;

import java.util.LinkedHashMap;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.defense.TrainedEdge;
import lab.obscura.engine.network.HostArrays;
import lab.obscura.engine.network.Network;
import lab.obscura.engine.network.NetworkState;
import lab.obscura.engine.network.Pass;
import lab.obscura.engine.network.Wanted;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What each parameter of an edge means for the task: the derivatives of its loss on a few batches, everything in EVAL mode. */
final class EdgeGradients {

    private static final int BATCHES = 10;

    private EdgeGradients() {}

    static TrainedEdge of(SplitNetwork network, TrainingBatches batches, int epoch) {
        Network edge = network.edge();
        var order = batches.epoch("slopes", epoch);
        for (int position = 0; position < Math.min(BATCHES, batches.perEpoch()); position++) {
            addGradients(network, order.batch(position));
        }
        NetworkState learned = edge.state().learned();
        var derivatives = new LinkedHashMap<String, float[]>();
        learned.tensors().keySet().stream()
                .filter(NetworkState::isTrained)
                .forEach(name -> derivatives.put(name, edge.gradients().of(name)));
        edge.gradients().clear();
        return new TrainedEdge(edge.spec(), learned.tensors(), derivatives);
    }

    private static void addGradients(SplitNetwork network, TrainingBatches.Batch batch) {
        ImageShape image = network.spec().input();
        try (INDArray input =
                HostArrays.array(batch.pixels(), batch.count(), image.height(), image.width(), image.channels())) {
            INDArray feature = network.edge().forward(input, Pass.eval());
            INDArray logits = network.tail().forward(feature, Pass.eval());
            var task = CrossEntropy.of(HostArrays.values(logits), batch.labels());
            try (INDArray outputGradient = HostArrays.array(task.gradient(), logits.shape())) {
                INDArray gradient = network.tail().backward(outputGradient, Wanted.INPUT);
                network.edge().backward(gradient, Wanted.PARAMETERS);
            }
        }
    }
}
