package lab.obscura.engine.network.torch.library;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.DeviceChoice;
import lab.obscura.engine.network.spec.FullyConnected.Dense;
import lab.obscura.engine.network.spec.NetworkSpec.Init;
import lab.obscura.engine.network.torch.TorchEngine;
import lab.obscura.engine.seed.Seeds;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScopeTest {

    @Test
    void memoryThatIsNotThereIsAnErrorOfItsOwn() {
        TorchEngine.on(DeviceChoice.CPU)
                .build(new Dense(1, 1, false, Init.KAIMING_UNIFORM), new ImageShape(1, 1, 1), Seeds.of(1))
                .close();

        assertThatThrownBy(() -> Scope.quiet(() -> torch.empty(1L << 50)))
                .isInstanceOf(OutOfMemoryError.class)
                .hasMessageContaining("you tried to allocate 4503599627370496 bytes")
                .hasMessageNotContaining("frame #0");
    }

    @Test
    void aGpuThatIsTooSmallIsNamed() {
        String message = "CUDA out of memory. Tried to allocate 2.00 GiB. GPU 0 has a total capacity of 7.79 GiB\n"
                + "Exception raised from malloc at CUDACachingAllocator.cpp:1";

        assertThatThrownBy(() -> Scope.quiet(() -> {
                    throw new RuntimeException(message);
                }))
                .isInstanceOf(OutOfMemoryError.class)
                .hasMessage("libtorch: CUDA out of memory. Tried to allocate 2.00 GiB. "
                        + "GPU 0 has a total capacity of 7.79 GiB");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CUDA error: CUBLAS_STATUS_ALLOC_FAILED when calling `cublasCreate(handle)`",
                "cuDNN error: CUDNN_STATUS_ALLOC_FAILED",
                "cuDNN error: CUDNN_STATUS_INTERNAL_ERROR_DEVICE_ALLOCATION_FAILED",
                "CUDA error: out of memory"
            })
    void everyPartOfCudaThatFindsNoMemoryIsUnderstood(String message) {
        assertThatThrownBy(() -> Scope.quiet(() -> {
                    throw new RuntimeException(message);
                }))
                .isInstanceOf(OutOfMemoryError.class)
                .hasMessage("libtorch: " + message);
    }

    @Test
    void otherMistakesStayWhatTheyAre() {
        assertThatThrownBy(() -> Scope.quiet(() -> {
                    throw new IllegalStateException("something else");
                }))
                .isInstanceOf(IllegalStateException.class);
    }
}
