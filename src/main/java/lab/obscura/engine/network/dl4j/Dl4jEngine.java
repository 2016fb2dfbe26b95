package lab.obscura.engine.network.dl4j;

import java.util.Locale;
import lab.obscura.engine.data.ImageShape;
import lab.obscura.engine.network.Engine;
import lab.obscura.engine.network.InitialState;
import lab.obscura.engine.network.Network;
import lab.obscura.engine.network.NetworkSpec;
import lab.obscura.engine.seed.Seeds;
import org.nd4j.linalg.api.buffer.DataType;

/** The engine on DL4J and ND4J, on the CPU through oneDNN. The default. */
public final class Dl4jEngine implements Engine {

    private final DataType precision;

    private Dl4jEngine(DataType precision) {
        NativeBuild.load();
        this.precision = precision;
    }

    /** In float32, as all experiments run. */
    public static Dl4jEngine create() {
        return new Dl4jEngine(DataType.FLOAT);
    }

    /** In float64, for comparing gradients with finite differences. Slow; arrays in and out are float64 too. */
    public static Dl4jEngine inDoublePrecision() {
        return new Dl4jEngine(DataType.DOUBLE);
    }

    @Override
    public String id() {
        return "dl4j";
    }

    @Override
    public Network build(NetworkSpec spec, ImageShape input, Seeds seeds) {
        return Dl4jNetwork.of(spec, input, InitialState.of(spec, seeds), precision);
    }

    @Override
    public String describe() {
        return "ND4J %s, CPU, native build %s, %s"
                .formatted(
                        NativeBuild.version(),
                        System.getProperty(NativeBuild.EXTENSION),
                        precision.name().toLowerCase(Locale.ROOT));
    }
}
