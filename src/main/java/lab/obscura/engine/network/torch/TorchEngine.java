package lab.obscura.engine.network.torch;

import java.util.Locale;
import java.util.Optional;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.Arithmetic;
import lab.obscura.engine.network.DeviceChoice;
import lab.obscura.engine.network.Engine;
import lab.obscura.engine.network.EngineId;
import lab.obscura.engine.network.InitialState;
import lab.obscura.engine.network.Network;
import lab.obscura.engine.network.batch.ResidentWork;
import lab.obscura.engine.network.graph.ResidentGraphs;
import lab.obscura.engine.network.matrix.ResidentRows;
import lab.obscura.engine.network.matrix.RowKeeper;
import lab.obscura.engine.network.spec.NetworkSpec;
import lab.obscura.engine.network.torch.batch.TorchWork;
import lab.obscura.engine.network.torch.graph.TorchGraphs;
import lab.obscura.engine.network.torch.library.Device;
import lab.obscura.engine.network.torch.library.Library;
import lab.obscura.engine.network.torch.library.UnreadNumbers;
import lab.obscura.engine.seed.Seeds;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** The engine on libtorch: PyTorch's speed on a CPU, and the way to NVIDIA GPUs newer than 2022. */
public final class TorchEngine implements Engine {

    private final Device device;
    private final UnreadNumbers unread = new UnreadNumbers();

    private TorchEngine(Device device) {
        this.device = device;
        device.prepare();
    }

    private static Device device(DeviceChoice choice, ScalarType precision, Arithmetic arithmetic) {
        Library.load();
        return Device.of(choice, precision, arithmetic);
    }

    /**
     * In float32, with whatever algorithms are fastest on a card.
     *
     * @throws lab.obscura.engine.settings.SettingsException when the device is not there
     */
    public static TorchEngine on(DeviceChoice device) {
        return on(device, Arithmetic.DEFAULT);
    }

    /**
     * As experiments run. How a card computes is a matter of the whole process: the engine that was made last decides.
     *
     * @throws lab.obscura.engine.settings.SettingsException when the device is not there, or does not know the precision
     */
    public static TorchEngine on(DeviceChoice device, Arithmetic arithmetic) {
        return new TorchEngine(device(device, ScalarType.Float, arithmetic));
    }

    /** In float64 on the CPU, for comparing gradients with finite differences. Slow; arrays in and out are float64 too. */
    public static TorchEngine inDoublePrecision() {
        return inDoublePrecision(DeviceChoice.CPU);
    }

    /** In float64, where two ways of adding up agree to so many digits that no comparison of values in a network comes out otherwise. */
    public static TorchEngine inDoublePrecision(DeviceChoice device) {
        return new TorchEngine(device(device, ScalarType.Double, Arithmetic.DEFAULT));
    }

    /** In float32 on the CPU, with batches that stay in libtorch's memory as they do on a card: for counting what travels there. */
    public static TorchEngine onCpuAsOnACard() {
        return new TorchEngine(
                device(DeviceChoice.CPU, ScalarType.Float, Arithmetic.DEFAULT).keepingBatches());
    }

    /** Whether this build carries libtorch's code for NVIDIA GPUs. Loads nothing. */
    public static boolean isBuiltForCuda() {
        return Library.isBuiltForCuda();
    }

    @Override
    public String id() {
        return EngineId.TORCH.id();
    }

    @Override
    public Network build(NetworkSpec spec, ImageShape input, Seeds seeds) {
        return TorchNetwork.of(spec, input, InitialState.of(spec, seeds), device);
    }

    @Override
    public ResidentRows keep(float[] values, int size) {
        return device.isCuda() ? new TorchRows(values, size, device) : RowKeeper.PLAIN.keep(values, size);
    }

    @Override
    public Optional<ResidentWork> batchWork() {
        return device.keepsBatches() ? Optional.of(new TorchWork(device, unread)) : Optional.empty();
    }

    @Override
    public Optional<ResidentGraphs> graphs() {
        return device.keepsBatches() ? Optional.of(new TorchGraphs(device, unread)) : Optional.empty();
    }

    @Override
    public boolean isOnCard() {
        return device.isCuda();
    }

    @Override
    public String describe() {
        return String.format(Locale.ROOT, "libtorch %s, %s", Library.version(), device);
    }
}
