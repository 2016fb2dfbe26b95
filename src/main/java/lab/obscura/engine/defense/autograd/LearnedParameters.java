package lab.obscura.engine.defense.autograd;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lab.obscura.engine.defense.PartState;
import lab.obscura.engine.seed.Seeds;

/** The parameters of a small network, by name. They lie in the state of the part that trains them. */
public record LearnedParameters(Map<String, Matrix> values) {

    public LearnedParameters {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** What the state holds; what it does not hold yet is drawn from the seeds. Changes nothing. */
    public static LearnedParameters in(PartState state, List<Initial> initials, Seeds seeds) {
        var values = new LinkedHashMap<String, Matrix>();
        initials.forEach(initial -> values.put(
                initial.name(), state.find(initial.name()).map(Matrix::of).orElseGet(() -> initial.draw(seeds))));
        return new LearnedParameters(values);
    }

    public Matrix get(String name) {
        Matrix value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException(name + " is none of " + values.keySet());
        }
        return value;
    }

    /** A parameter as a node of this graph. */
    public HostNode on(HostGraph graph, String name) {
        return graph.parameter(name, get(name));
    }
}
