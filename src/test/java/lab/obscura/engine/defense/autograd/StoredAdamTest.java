package lab.obscura.engine.defense.autograd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import lab.obscura.engine.defense.PartState;
import lab.obscura.engine.seed.Seeds;
import org.junit.jupiter.api.Test;

class StoredAdamTest {

    private static final List<Initial> INITIALS = List.of(Initial.xavier("weight", 3, 2), Initial.zeros("bias", 2));

    private final PartState state = new PartState();

    @Test
    void theFirstStepIsTheRateAgainstTheSignOfTheGradient() {
        step(StoredAdam.of("", 0.01), 5);

        assertThat(parameters().get("bias").at(0, 0)).isCloseTo(-0.01, within(1e-8));
    }

    @Test
    void theMomentsFollowTheirFormula() {
        var adam = StoredAdam.of("", 0.01);
        step(adam, 5);
        step(adam, -1);

        double first = (0.9 * 0.1 * 5 - 0.1) / (1 - 0.81);
        double second = (0.999 * 0.001 * 25 + 0.001) / (1 - 0.999 * 0.999);
        assertThat(parameters().get("bias").at(0, 0)).isCloseTo(-0.01 - 0.01 * first / Math.sqrt(second), within(1e-7));
        assertThat(adam.steps(state)).isEqualTo(2);
    }

    @Test
    void theRateRisesOverTheWarmUp() {
        step(new StoredAdam("", 0.01, 10, 1), 5);

        assertThat(parameters().get("bias").at(0, 0)).isCloseTo(-0.001, within(1e-7));
    }

    @Test
    void aLongGradientIsShortened() {
        step(new StoredAdam("", 0.01, 0, 1), 30);

        // Two values of 30 are a vector of length 42.4; shortened to 1 each is 0.707.
        assertThat((double) state.find("adam.m/bias").orElseThrow().values()[0]).isCloseTo(0.0707, within(1e-4));
    }

    @Test
    void whatTheStateDoesNotHoldYetIsDrawnAlike() {
        assertThat(parameters().get("weight").values())
                .isEqualTo(parameters().get("weight").values());
        assertThat(state.tensors()).isEmpty();
    }

    private LearnedParameters parameters() {
        return LearnedParameters.in(state, INITIALS, Seeds.of(3));
    }

    private void step(StoredAdam adam, double derivative) {
        Matrix gradient = new Matrix(1, 2, new double[] {derivative, derivative});
        adam.step(parameters(), Map.of("bias", gradient), state);
    }
}
