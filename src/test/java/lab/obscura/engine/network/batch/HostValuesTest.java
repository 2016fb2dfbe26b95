package lab.obscura.engine.network.batch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class HostValuesTest {

    private static final float[] VALUES = {0, -0f, 1.5f, Float.NaN, Float.MIN_VALUE, -3};

    @Test
    void numbersComeBackToTheBit() {
        try (INDArray array = HostValues.array(VALUES, 1, 2, 3, 1)) {
            assertThat(array.shape()).containsExactly(1, 2, 3, 1);
            assertThat(HostValues.of(array)).containsExactly(VALUES);
        }
    }

    @Test
    void anArrayOfAnotherPrecisionIsRounded() {
        try (INDArray array = Nd4j.createFromArray(0.1, 0.2).castTo(DataType.DOUBLE)) {
            assertThat(HostValues.of(array)).containsExactly(0.1f, 0.2f);
        }
    }

    @Test
    void aBatchOverAPartOfAnArrayHasThatPart() {
        try (INDArray array = HostValues.array(VALUES, 6, 1, 1, 1)) {
            INDArray part =
                    array.get(NDArrayIndex.interval(2, 3), NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.all());

            assertThat(HostBatch.over(part.reshape(1, 1, 1, 1)).values()).containsExactly(1.5f);
        }
    }
}
