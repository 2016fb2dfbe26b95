package lab.obscura.engine.network;

import java.util.List;
import java.util.Map;

/** The names under which a {@link NetworkState} holds what an optimizer remembers: a kind before the name of each parameter. */
public final class OptimizerMoments {

    public static final String MOMENTUM = "momentum/";
    public static final String MEAN = "adam.m/";
    public static final String SQUARE = "adam.v/";
    public static final String LARGEST_SQUARE = "adam.vmax/";

    /** Every kind. */
    public static final List<String> KINDS = List.of(MOMENTUM, MEAN, SQUARE, LARGEST_SQUARE);

    private static final String STEP = "adam.step";

    private OptimizerMoments() {}

    /** Whether the state has a moment of this kind. */
    public static boolean areIn(NetworkState state, String kind) {
        return state.tensors().keySet().stream().anyMatch(name -> name.startsWith(kind));
    }

    /** How many steps of Adam the state has behind it. */
    public static long steps(NetworkState state) {
        Tensor saved = state.tensors().get(STEP);
        return saved == null ? 0 : (long) saved.values()[0];
    }

    /** The tensor that says so; none before the first step. */
    public static Map<String, Tensor> ofSteps(long steps) {
        return steps == 0 ? Map.of() : Map.of(STEP, new Tensor(new long[] {1}, new float[] {steps}));
    }

    static boolean isOne(String name) {
        return name.equals(STEP) || KINDS.stream().anyMatch(name::startsWith);
    }
}
