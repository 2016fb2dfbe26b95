package lab.obscura.engine.network.dl4j;

import java.util.Locale;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.DeviceChoice;
import lab.obscura.engine.network.Engine;
import lab.obscura.engine.network.EngineId;
import lab.obscura.engine.network.InitialState;
import lab.obscura.engine.network.Network;
import lab.obscura.engine.network.spec.NetworkSpec;
import lab.obscura.engine.seed.Seeds;
import lab.obscura.engine.settings.FieldError;
import lab.obscura.engine.settings.SettingsException;
import org.nd4j.linalg.api.buffer.DataType;

/** The engine on DL4J and ND4J, on the CPU through oneDNN. The default. On a GPU only as far as ND4J's CUDA 11.6 build reaches. */
public final class Dl4jEngine implements Engine {

    private final DataType precision;

    private Dl4jEngine(DataType precision) {
        NativeBuild.load();
        this.precision = precision;
    }

    /** In float32, as all experiments run, on the device that ND4J was loaded for. */
    public static Dl4jEngine create() {
        return new Dl4jEngine(DataType.FLOAT);
    }

    /**
     * As {@link #create}, and refuses when that is not the device asked for: ND4J chooses once per process.
     *
     * @throws SettingsException when the device is not there
     */
    public static Dl4jEngine on(DeviceChoice device) {
        Dl4jEngine engine = create();
        boolean onCpu = NativeBuild.computesOnCpu();
        if (device == DeviceChoice.CUDA && onCpu) {
            String wayOut = isBuiltForCuda()
                    ? "ND4J found no NVIDIA GPU that it has code for; choose cpu, or engine torch"
                    : "This build computes on the CPU only; build with -Pcuda, or choose cpu";
            throw new SettingsException(new FieldError("device", "cpu or auto on this machine", device.id(), wayOut));
        }
        if (device == DeviceChoice.CPU && !onCpu) {
            String wayOut = "Start it with BACKEND_PRIORITY_CPU=100 and BACKEND_PRIORITY_GPU=0, or choose auto";
            throw new SettingsException(new FieldError("device", "cuda or auto in this process", device.id(), wayOut));
        }
        return engine;
    }

    /** Whether this build carries ND4J's code for NVIDIA GPUs. Loads nothing. */
    public static boolean isBuiltForCuda() {
        return Dl4jEngine.class.getResource("/org/nd4j/linalg/jcublas/JCublasBackend.class") != null;
    }

    /** In float64, for comparing gradients with finite differences. Slow; arrays in and out are float64 too. */
    public static Dl4jEngine inDoublePrecision() {
        return new Dl4jEngine(DataType.DOUBLE);
    }

    @Override
    public String id() {
        return EngineId.DL4J.id();
    }

    @Override
    public Network build(NetworkSpec spec, ImageShape input, Seeds seeds) {
        return Dl4jNetwork.of(spec, input, InitialState.of(spec, seeds), precision);
    }

    @Override
    public boolean isOnCard() {
        return !NativeBuild.computesOnCpu();
    }

    @Override
    public String describe() {
        return String.format(
                Locale.ROOT,
                "ND4J %s, %s, native build %s, %s",
                NativeBuild.version(),
                NativeBuild.computesOnCpu() ? "CPU" : "CUDA",
                System.getProperty(NativeBuild.EXTENSION),
                precision.name().toLowerCase(Locale.ROOT));
    }
}
