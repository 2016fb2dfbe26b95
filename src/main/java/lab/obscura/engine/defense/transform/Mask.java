package lab.obscura.engine.defense.transform;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import lab.obscura.engine.defense.Features;
import lab.obscura.engine.defense.Once;
import lab.obscura.engine.defense.Sent;
import lab.obscura.engine.network.batch.Batch;
import lab.obscura.engine.network.batch.ResidentWork;

/** Keeps some values and sends zero for the others. */
final class Mask {

    private Mask() {}

    /** @param kept of all values of all features */
    static Sent apply(boolean[] kept, Features features) {
        return new Sent(
                () -> masked(kept, features.values()),
                gradient -> masked(kept, gradient),
                Optional.empty(),
                Optional.of((work, there) -> way(work, there, factors(kept))));
    }

    /**
     * A mask that is found where features are.
     *
     * @param onHost finds it from their values
     * @param elsewhere finds it where an engine keeps them: 1 for what is kept, else 0
     */
    static Sent apply(Supplier<boolean[]> onHost, BiFunction<ResidentWork, Batch, Batch> elsewhere, Features features) {
        Supplier<boolean[]> kept = Once.of(onHost);
        return new Sent(
                () -> masked(kept.get(), features.values()),
                gradient -> masked(kept.get(), gradient),
                Optional.empty(),
                Optional.of((work, there) -> way(work, there, elsewhere.apply(work, there))));
    }

    private static Sent.Way way(ResidentWork work, Batch there, float[] factors) {
        try (Batch none = Batch.of(new float[factors.length], there.shape())) {
            return way(work, there, work.plus(none, List.of(factors))); // which uploads them
        }
    }

    private static Sent.Way way(ResidentWork work, Batch there, Batch mask) {
        return new Sent.Way(work.product(there, mask), gradient -> work.product(gradient, mask), List.of(mask));
    }

    private static float[] factors(boolean[] kept) {
        float[] factors = new float[kept.length];
        for (int i = 0; i < factors.length; i++) {
            factors[i] = kept[i] ? 1 : 0;
        }
        return factors;
    }

    private static float[] masked(boolean[] kept, float[] values) {
        float[] result = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            result[i] = kept[i] ? values[i] : 0;
        }
        return result;
    }
}
