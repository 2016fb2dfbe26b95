package lab.obscura.engine.defense.cem.attention;

import java.util.List;
import lab.obscura.engine.defense.autograd.HostGraph;
import lab.obscura.engine.defense.autograd.LearnedParameters;
import lab.obscura.engine.defense.cem.bank.Bags;
import lab.obscura.engine.defense.cem.bank.Together;
import lab.obscura.engine.network.graph.Graph;
import lab.obscura.engine.network.graph.Node;

/**
 * The samples of one step on a graph.
 *
 * @param features a row each
 * @param groups the bags, in their order; those of a group are gone through side by side
 */
public record BagSamples(Graph graph, Node features, List<Together> groups) {

    /** In Java, bag by bag. */
    public static BagSamples of(LearnedParameters parameters, Bags bags) {
        return of(new HostGraph(parameters), bags);
    }

    public static BagSamples of(HostGraph graph, Bags bags) {
        List<Together> groups =
                bags.bags().stream().map(bag -> Together.of(List.of(bag))).toList();
        return new BagSamples(graph, graph.constant(bags.features()), groups);
    }

    /** How many bags. */
    public int bags() {
        return groups.stream().mapToInt(Together::size).sum();
    }
}
