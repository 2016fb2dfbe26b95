package lab.obscura.engine.training;

import java.util.LinkedHashMap;
import lab.obscura.engine.defense.TrainedEdge;
import lab.obscura.engine.network.Network;
import lab.obscura.engine.network.NetworkState;
import lab.obscura.engine.network.Pass;
import lab.obscura.engine.network.Wanted;
import lab.obscura.engine.network.batch.Batch;

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

    private static void addGradients(SplitNetwork network, LabeledBatch batch) {
        try (Batch input = batch.images()) {
            Batch feature = network.edge().forward(input, Pass.eval());
            Batch logits = network.tail().forward(feature, Pass.eval());
            var task = CrossEntropy.of(logits.values(), batch.labels());
            try (Batch outputGradient = Batch.of(task.gradient(), logits.shape())) {
                Batch gradient = network.tail().backward(outputGradient, Wanted.INPUT);
                network.edge().backward(gradient, Wanted.PARAMETERS);
            }
        }
    }
}
