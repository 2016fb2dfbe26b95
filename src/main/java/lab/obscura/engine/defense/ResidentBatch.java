package lab.obscura.engine.defense;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import lab.obscura.engine.network.batch.Batch;
import lab.obscura.engine.network.batch.Derived;
import lab.obscura.engine.network.batch.Formula;
import lab.obscura.engine.network.batch.PlacedSamples;
import lab.obscura.engine.network.batch.Quantity;
import lab.obscura.engine.network.batch.ResidentWork;

/**
 * A batch that lies where the engine computes: parts that have a {@link Formula} for it bring none of it to the host.
 *
 * @param features before any transform
 * @param images as the first layer of the edge leaves them
 */
public record ResidentBatch(ResidentWork work, Batch features, PlacedSamples images) {

    /** Empty where features or images lie on the host. */
    public static Optional<ResidentBatch> of(FeatureBatch batch, PartState state) {
        return state.work()
                .flatMap(work -> batch.resident()
                        .flatMap(features ->
                                batch.images().resident().map(images -> new ResidentBatch(work, features, images))));
    }

    /** In [0, 1]. */
    public Batch pixels() {
        return images.batch();
    }

    /**
     * A penalty that is a number of the features.
     *
     * @param value without the weight
     */
    public PenaltyValue penalty(double weight, BiFunction<Formula.Constants, Quantity, Quantity> value) {
        Derived derived = weighted(work, features, weight, value);
        return PenaltyValue.of(() -> derived.number(1), derived.gradient());
    }

    /**
     * A penalty that is a number of what came by at a place; empty where that lies on the host.
     *
     * @param value without the weight
     */
    public static Optional<PenaltyValue> penaltyAt(
            String place, FeatureBatch batch, PartState state, double weight, UnaryOperator<Quantity> value) {
        return state.work()
                .flatMap(work -> batch.taps().at(place).resident().map(there -> {
                    Derived derived = weighted(work, there, weight, (constants, z) -> value.apply(z));
                    return PenaltyValue.at(place, () -> derived.number(1), derived.gradient());
                }));
    }

    private static Derived weighted(
            ResidentWork work, Batch at, double weight, BiFunction<Formula.Constants, Quantity, Quantity> value) {
        return work.derive(List.of(at), (constants, all) -> {
            Quantity unweighted = value.apply(constants, all.get(0));
            return List.of(unweighted.times(weight), unweighted);
        });
    }
}
