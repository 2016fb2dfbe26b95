package lab.obscura.engine.network.onnx;

import lab.obscura.engine.network.spec.NetworkSpec;

/** How layers of one type are written: in batch × channels × height × width, as ONNX's convolutions want it. */
record OnnxLayer(Class<? extends NetworkSpec> type, Writer<NetworkSpec> writer) {

    /** Appends a layer behind a value and returns the name of what it puts out. */
    @FunctionalInterface
    interface Writer<S> {

        String append(S layer, String input, Site site);
    }

    static <S extends NetworkSpec> OnnxLayer of(Class<S> type, Writer<S> writer) {
        return new OnnxLayer(type, (layer, input, site) -> writer.append(type.cast(layer), input, site));
    }
}
