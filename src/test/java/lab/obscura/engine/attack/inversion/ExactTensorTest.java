package lab.obscura.engine.attack.inversion;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExactTensorTest {

    @Test
    void noBitOfADoubleIsLost() {
        double[] values = {0, -0.0, 1.0 / 3, -Math.PI * 1e-300, Double.MIN_VALUE, Double.MAX_VALUE, Double.NaN};
        double[] read = new double[values.length];

        ExactTensor.copy(ExactTensor.of(values), read);

        assertThat(read).containsExactly(values);
    }
}
