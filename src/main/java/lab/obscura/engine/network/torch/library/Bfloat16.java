package lab.obscura.engine.network.torch.library;

import java.util.function.Supplier;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.DeviceType;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Computing with autocast: convolutions and products round their factors and results to bfloat16, what needs more digits stays in float32. */
final class Bfloat16 {

    private Bfloat16() {}

    /** What the computation comes to; afterwards this thread computes as before. */
    static <T> T with(DeviceType device, Supplier<T> computation) {
        boolean wasOn = torch.is_autocast_enabled(device);
        boolean wasCached = torch.is_autocast_cache_enabled();
        ScalarType wasIn = torch.get_autocast_dtype(device);
        torch.set_autocast_dtype(device, ScalarType.BFloat16);
        torch.set_autocast_cache_enabled(
                false); // a weight is rounded once in a pass as it is, and a kept copy would outlive its update
        torch.set_autocast_enabled(device, true);
        try {
            return computation.get();
        } finally {
            torch.set_autocast_enabled(device, wasOn);
            torch.set_autocast_cache_enabled(wasCached);
            torch.set_autocast_dtype(device, wasIn);
        }
    }
}
