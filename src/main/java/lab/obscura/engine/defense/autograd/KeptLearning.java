package lab.obscura.engine.defense.autograd;

import java.util.LinkedHashMap;
import java.util.Map;
import lab.obscura.engine.defense.KeptState;
import lab.obscura.engine.defense.PartState;
import lab.obscura.engine.network.Tensor;
import lab.obscura.engine.network.graph.AdamStep;
import lab.obscura.engine.network.graph.Graph;
import lab.obscura.engine.network.graph.KeptParameters;
import lab.obscura.engine.network.graph.KeptParameters.Start;
import lab.obscura.engine.network.graph.Node;
import lab.obscura.engine.network.graph.ResidentGraphs;
import lab.obscura.engine.network.graph.ResidentSpace;

/** The parameters and moments of a {@link Learned} where an engine computes. A part's state holds them under the same names as Java's. */
public final class KeptLearning implements KeptState {

    private final StoredAdam adam;
    private final KeptParameters there;
    /** What the state held of them when they moved. */
    private final Map<String, Tensor> before;

    private KeptLearning(StoredAdam adam, KeptParameters there, Map<String, Tensor> before) {
        this.adam = adam;
        this.there = there;
        this.before = before;
    }

    public static KeptLearning in(PartState state, Learned learned, ResidentGraphs graphs) {
        return state.kept(learned.adam().prefix() + "parameters", () -> {
            StoredAdam adam = learned.adam();
            var starts = new LinkedHashMap<String, Start>();
            var before = new LinkedHashMap<String, Tensor>();
            LearnedParameters.in(state, learned.initials(), learned.seeds())
                    .values()
                    .forEach((name, value) -> {
                        starts.put(
                                name,
                                new Start(
                                        value.rows(),
                                        value.columns(),
                                        value.toTensor().values(),
                                        moved(adam.mean(name), state, before),
                                        moved(adam.square(name), state, before)));
                        moved(name, state, before);
                    });
            return new KeptLearning(adam, graphs.keepParameters(starts), before);
        });
    }

    private static float[] moved(String name, PartState state, Map<String, Tensor> before) {
        state.find(name).ifPresent(tensor -> before.put(name, tensor));
        return state.find(name).map(Tensor::values).orElse(new float[0]);
    }

    public Graph graph(ResidentSpace space) {
        return space.graph(there);
    }

    /**
     * One step against the gradient of a loss on a graph that was made here.
     *
     * @param now how the step is taken
     */
    public void step(StoredAdam now, ResidentSpace space, Graph graph, Node loss, PartState state) {
        AdamStep step = now.next(state);
        space.step(graph, loss, step);
        now.put(step.step(), state);
    }

    @Override
    public boolean holds(String name) {
        return before.containsKey(name) || there.movedNames().stream().anyMatch(moved -> isOf(moved, name));
    }

    private boolean isOf(String moved, String name) {
        return name.equals(moved) || name.equals(adam.mean(moved)) || name.equals(adam.square(moved));
    }

    @Override
    public Map<String, Tensor> tensors() {
        var all = new LinkedHashMap<>(before);
        there.moved().forEach((name, one) -> {
            long[] shape = {one.rows(), one.columns()};
            all.put(name, new Tensor(shape, one.values()));
            all.put(adam.mean(name), new Tensor(shape, one.mean()));
            all.put(adam.square(name), new Tensor(shape, one.square()));
        });
        return all;
    }

    @Override
    public void close() {
        there.close();
    }
}
