package lab.obscura.engine.network.torch.graph;

import java.util.Map;
import lab.obscura.engine.network.graph.KeptParameters;
import lab.obscura.engine.network.graph.KeptRows;
import lab.obscura.engine.network.graph.ResidentGraphs;
import lab.obscura.engine.network.graph.ResidentSpace;
import lab.obscura.engine.network.torch.library.Device;
import lab.obscura.engine.network.torch.library.UnreadNumbers;

/** Graphs in libtorch's memory. */
public final class TorchGraphs implements ResidentGraphs {

    private final Device device;
    private final UnreadNumbers unread;

    /** @param unread of the engine: whoever reads a number of it brings all */
    public TorchGraphs(Device device, UnreadNumbers unread) {
        this.device = device;
        this.unread = unread;
    }

    @Override
    public KeptParameters keepParameters(Map<String, KeptParameters.Start> parameters) {
        return new TorchParameters(parameters, device);
    }

    @Override
    public KeptRows keepRows(float[] values, int size) {
        return new TorchRing(values, size, device);
    }

    @Override
    public ResidentSpace open() {
        return new TorchSpace(device, unread, GraphCalls.ofThisProcess());
    }
}
