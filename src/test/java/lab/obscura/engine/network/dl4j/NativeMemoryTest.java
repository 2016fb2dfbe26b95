package lab.obscura.engine.network.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NativeMemoryTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Failed to allocate [2147483648] bytes from DEVICE [0] memory",
                "Can't allocate [DEVICE] special buffer memory!",
                "cudaMalloc failed: out of memory",
                "Failed to allocate new NDArray"
            })
    void memoryThatIsNotThereIsAnErrorOfItsOwn(String message) {
        assertThatThrownBy(() -> NativeMemory.of(() -> {
                    throw new RuntimeException(message + "\nat a native frame");
                }))
                .isInstanceOf(OutOfMemoryError.class)
                .hasMessage("ND4J: " + message)
                .hasCauseInstanceOf(RuntimeException.class);
    }

    @Test
    void otherMistakesStayWhatTheyAre() {
        var mistake = new IllegalStateException("something else");

        assertThatThrownBy(() -> NativeMemory.of(() -> {
                    throw mistake;
                }))
                .isSameAs(mistake);
        assertThat(NativeMemory.of(() -> 7)).isEqualTo(7);
    }
}
