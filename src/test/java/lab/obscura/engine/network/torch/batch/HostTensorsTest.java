package lab.obscura.engine.network.torch.batch;

import static org.assertj.core.api.Assertions.assertThat;

import lab.obscura.engine.network.Arithmetic;
import lab.obscura.engine.network.DeviceChoice;
import lab.obscura.engine.network.batch.HostBatch;
import lab.obscura.engine.network.torch.library.Device;
import lab.obscura.engine.network.torch.library.Library;
import lab.obscura.engine.network.torch.library.Scope;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class HostTensorsTest {

    private static Device cpu;

    @BeforeAll
    static void load() {
        Library.load();
        cpu = Device.of(DeviceChoice.CPU, ScalarType.Float, Arithmetic.DEFAULT);
    }

    @ParameterizedTest(name = "{0} x {1} x {2} x {3}")
    @CsvSource({"2, 5, 6, 3", "4, 1, 1, 7", "1, 1, 1, 3", "2, 5, 6, 1"})
    void arraysAreSeenChannelsLastWhereTheyLie(int batch, int height, int width, int channels) {
        try (INDArray array = Nd4j.rand(DataType.FLOAT, batch, height, width, channels)) {
            Scope.quietly(() -> {
                var tensor = HostTensors.input(HostBatch.over(array), cpu);

                assertThat(tensor.data_ptr().address())
                        .isEqualTo(array.data().addressPointer().address());
                assertThat(tensor.shape()).containsExactly(batch, channels, height, width);
                assertThat(tensor.is_contiguous(torch.MemoryFormat.ChannelsLast))
                        .isTrue();
                assertThat(tensor.get(batch - 1)
                                .get(channels - 1)
                                .get(height - 1)
                                .get(0)
                                .item_float())
                        .isEqualTo(array.getFloat(batch - 1, height - 1, 0, channels - 1));
            });
        }
    }

    @Test
    void anotherLayoutIsCopiedIntoChannelsLast() {
        try (INDArray array = Nd4j.rand(DataType.FLOAT, 2, 5, 6, 3);
                INDArray columnMajor = array.dup('f')) {
            Scope.quietly(() -> {
                var tensor = HostTensors.input(HostBatch.over(columnMajor), cpu);

                assertThat(tensor.data_ptr().address())
                        .isNotEqualTo(columnMajor.data().addressPointer().address());
                assertThat(torch.equal(tensor, HostTensors.view(array, cpu))).isTrue();
            });
        }
    }
}
