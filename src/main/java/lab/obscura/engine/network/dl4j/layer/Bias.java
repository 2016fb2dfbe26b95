package lab.obscura.engine.network.dl4j.layer;

import java.util.List;
import lab.obscura.engine.network.dl4j.array.ChannelSums;
import lab.obscura.engine.network.dl4j.array.Ops;
import lab.obscura.engine.network.dl4j.array.Parameter;
import lab.obscura.engine.network.dl4j.build.Construction;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The bias of a layer, which may have none. */
final class Bias implements AutoCloseable {

    private final List<Parameter> parameter;
    private final List<ChannelSums> sums;

    private Bias(List<Parameter> parameter, List<ChannelSums> sums) {
        this.parameter = parameter;
        this.sums = sums;
    }

    static Bias at(String path, Construction from) {
        Parameter bias = from.parameter(path, "bias");
        int size = (int) bias.value().length();
        return new Bias(List.of(bias), List.of(new ChannelSums(from.type(), size)));
    }

    static Bias none() {
        return new Bias(List.of(), List.of());
    }

    /** The inputs of an operation that takes the bias last, if there is one. */
    INDArray[] with(INDArray x, INDArray weight) {
        return parameter.isEmpty()
                ? Ops.of(x, weight)
                : Ops.of(x, weight, parameter.get(0).value());
    }

    void addTo(INDArray y) {
        parameter.forEach(bias -> Ops.addBias(y, bias.value(), y));
    }

    void addGradient(INDArray dy) {
        for (Parameter bias : parameter) {
            INDArray target = bias.gradientTarget();
            sums.get(0).into(dy, target);
            bias.add(target);
        }
    }

    @Override
    public void close() {
        sums.forEach(ChannelSums::close);
    }
}
