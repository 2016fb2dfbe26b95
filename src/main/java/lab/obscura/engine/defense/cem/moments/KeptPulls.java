package lab.obscura.engine.defense.cem.moments;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import lab.obscura.engine.defense.PenaltyValue;
import lab.obscura.engine.network.batch.Batch;
import lab.obscura.engine.network.graph.Node;
import lab.obscura.engine.network.graph.ResidentSpace;

/** Pulls where an engine computes: derivatives go there, the gradient stays. */
public final class KeptPulls implements Pulls {

    private final ResidentSpace space;
    private final Batch features;
    private final UnaryOperator<Node> back;
    private final Map<KeptSpread, double[][]> derivatives = new LinkedHashMap<>();

    /**
     * @param features of the batch
     * @param back from gradients at the samples of all bags to those at the rows that the bags were taken from, the batch's first
     */
    public KeptPulls(ResidentSpace space, Batch features, UnaryOperator<Node> back) {
        this.space = space;
        this.features = features;
        this.back = back;
    }

    @Override
    public void pull(FeatureMoments moments, double derivative) {
        double[] alike = new double[((KeptMoments) moments).spread().perColumn()];
        Arrays.fill(alike, derivative / alike.length);
        pull(moments, alike);
    }

    @Override
    public void pull(FeatureMoments moments, double[] ofEach) {
        KeptMoments kept = (KeptMoments) moments;
        double[] ofBag = derivatives.computeIfAbsent(kept.spread(), KeptSpread::nothing)[kept.bag()];
        int from = kept.column() * ofEach.length;
        for (int d = 0; d < ofEach.length; d++) {
            ofBag[from + d] += ofEach[d] / kept.lack();
        }
    }

    @Override
    public PenaltyValue weighted(double value, double weight) {
        Optional<Node> atSamples = derivatives.entrySet().stream()
                .map(entry -> entry.getKey().pulled(entry.getValue()).scaled(weight))
                .reduce(Node::plus);
        return atSamples
                .map(sum -> PenaltyValue.of(value, space.batch(back.apply(sum), features)))
                .orElseGet(() -> new PenaltyValue(value, new float[0]));
    }
}
