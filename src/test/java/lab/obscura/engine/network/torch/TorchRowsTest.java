package lab.obscura.engine.network.torch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import lab.obscura.engine.network.Arithmetic;
import lab.obscura.engine.network.DeviceChoice;
import lab.obscura.engine.network.matrix.ResidentRows;
import lab.obscura.engine.network.matrix.RowKeeper;
import lab.obscura.engine.network.torch.library.Device;
import lab.obscura.engine.network.torch.library.Library;
import lab.obscura.engine.seed.RandomStream;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;

/** What a card is asked, asked of libtorch on the CPU. */
class TorchRowsTest {

    private static final int SIZE = 65;

    @Test
    void multipliesRowsAsJavaDoesAndKeepsItsOwnCopy() {
        Library.load();
        Device device = Device.of(DeviceChoice.CPU, ScalarType.Float, Arithmetic.DEFAULT);
        float[] values = new RandomStream(1).gaussians(300 * SIZE, 1);
        float[] others = new RandomStream(2).gaussians(3 * SIZE, 1);
        try (ResidentRows kept = new TorchRows(values, SIZE, device);
                ResidentRows plain = RowKeeper.PLAIN.keep(values, SIZE)) {
            float[] expected = plain.products(others);
            float[] found = kept.products(others);
            values[0] = 1000;

            assertThat(found).hasSize(300 * 3);
            assertThat(kept.products(others)).isEqualTo(found);
            double longest = 4.0 * SIZE; // generous: the squared length of a row is about its size
            assertThat(IntStream.range(0, found.length).mapToDouble(i -> Math.abs(expected[i] - found[i])))
                    .allMatch(difference -> difference < 2 * SIZE * 0x1p-24 * longest);
        }
    }

    @Test
    void theirProductsAreNeverRoundedToTf32() {
        Library.load();
        torch.globalContext().setAllowTF32CuBLAS(true);
        try {
            assertThat(Library.inFullPrecision(() -> torch.globalContext().allowTF32CuBLAS()))
                    .isFalse();
            assertThat(torch.globalContext().allowTF32CuBLAS()).isTrue();
        } finally {
            Library.load();
        }
    }
}
