package lab.obscura.engine.defense.cem.bank;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import lab.obscura.engine.catalog.Defenses;
import lab.obscura.engine.defense.FeatureBatch;
import lab.obscura.engine.defense.PartState;
import lab.obscura.engine.defense.Penalty;
import lab.obscura.engine.defense.cem.Batches;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemoryBankTest {

    private static final int CAPACITY = 3;

    private final PartState state = new PartState();

    @Test
    void aBagHoldsTheBatchAndWhatIsRememberedOfItsClass() {
        remember(0.05, 1, 2);

        Bags bags = MemoryBank.in(state, CAPACITY, batch(0.05, 7)).bags(batch(0.05, 7));

        assertThat(valuesOfFirstBag(bags)).containsExactly(7, 1, 2);
        assertThat(bags.inBatch()).isEqualTo(1);
    }

    @Test
    void theOldestIsForgottenFirst() {
        remember(0.05, 1, 2, 3, 4, 5, 6, 7, 8);

        Bags bags = MemoryBank.in(state, CAPACITY, batch(0.05, 9)).bags(batch(0.05, 9));

        assertThat(valuesOfFirstBag(bags)).containsExactlyInAnyOrder(9, 6, 7, 8);
    }

    /** It was emptied whenever the rate changed by more than two, four times in eight epochs. */
    @Test
    void aChangeOfTheLearningRateLeavesItAsItIs() {
        remember(0.05, 1, 2);

        assertThat(MemoryBank.in(state, CAPACITY, batch(0.01, 3)).held(0)).isEqualTo(2);
        assertThat(MemoryBank.in(state, CAPACITY, batch(0.11, 3)).held(0)).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gated-attention", "slot-attention", "fused-attention"})
    void aChangeOfTheEdgesStructureEmptiesIt(String part) {
        remember(0.05, 1, 2);
        var entry = Defenses.catalog().find(part).orElseThrow();
        var surrogate = (Penalty) entry.withDefaults();

        surrogate.afterEdgeChange(state);

        assertThat(MemoryBank.in(state, CAPACITY, batch(0.05, 3)).held(0)).isZero();
    }

    @Test
    void whatTheStateHoldsIsAllThereIs() {
        remember(0.05, 1, 2);
        var copy = new PartState(state.tensors());

        MemoryBank.in(state, CAPACITY, batch(0.05, 3)).with(batch(0.05, 3)).storeIn(state);
        MemoryBank.in(copy, CAPACITY, batch(0.05, 3)).with(batch(0.05, 3)).storeIn(copy);

        assertThat(copy.tensors()).isEqualTo(state.tensors());
    }

    @Test
    void withoutCapacityNothingIsRemembered() {
        MemoryBank.in(state, 0, batch(0.05, 1)).with(batch(0.05, 1)).storeIn(state);

        Bags bags = MemoryBank.in(state, 0, batch(0.05, 2)).bags(batch(0.05, 2));

        assertThat(bags.bags()).isEmpty();
        assertThat(bags.features().rows()).isEqualTo(1);
    }

    private void remember(double rate, float... values) {
        for (float value : values) {
            FeatureBatch batch = batch(rate, value);
            MemoryBank.in(state, CAPACITY, batch).with(batch).storeIn(state);
        }
    }

    /** One sample of class 0 with a single value. */
    private static FeatureBatch batch(double rate, float value) {
        return Batches.of(new float[] {value}, new int[] {0}, 2, rate);
    }

    private static int[] valuesOfFirstBag(Bags bags) {
        return Arrays.stream(bags.featuresOf(bags.bags().get(0)).values())
                .mapToInt(value -> (int) value)
                .toArray();
    }
}
