package lab.obscura.engine.network.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.InitialState;
import lab.obscura.engine.network.NetworkState;
import lab.obscura.engine.network.Tensor;
import onnx.Onnx;
import onnx.Onnx.AttributeProto;
import onnx.Onnx.GraphProto;
import onnx.Onnx.ModelProto;
import onnx.Onnx.NodeProto;
import onnx.Onnx.TensorProto;
import onnx.Onnx.ValueInfoProto;

/** A model in the making: nodes that name the values they take and make, and the constants among these. */
final class OnnxGraph {

    /** The format of the file and the operators in it: those of ONNX 1.12, which every runtime since 2022 knows. */
    private static final int FORMAT = 8;

    private static final int OPERATORS = 17;

    private final NetworkState state;
    private final List<NodeProto> nodes = new ArrayList<>();
    private final List<TensorProto> constants = new ArrayList<>();

    OnnxGraph(NetworkState state) {
        this.state = state;
    }

    /** A node behind others; returns the name of what it puts out. */
    String node(String operator, List<String> inputs, AttributeProto... attributes) {
        String output = "v" + nodes.size();
        add(operator, inputs, output, attributes);
        return output;
    }

    /** The node whose output the model hands out. */
    void lastNode(String operator, String input, String output, AttributeProto... attributes) {
        add(operator, List.of(input), output, attributes);
    }

    private void add(String operator, List<String> inputs, String output, AttributeProto... attributes) {
        nodes.add(NodeProto.newBuilder()
                .setName(operator + " " + nodes.size())
                .setOpType(operator)
                .addAllInput(inputs)
                .addOutput(output)
                .addAllAttribute(List.of(attributes))
                .build());
    }

    /** A tensor of the network, of the layer at this path. */
    Tensor ours(String path, String name) {
        return state.required(InitialState.name(path, name));
    }

    /** A constant; returns its name. */
    String constant(float[] values, long... shape) {
        var tensor = TensorProto.newBuilder().setDataType(TensorProto.DataType.FLOAT_VALUE);
        for (float value : values) {
            tensor.addFloatData(value);
        }
        return add(tensor, shape);
    }

    /**
     * A new shape: 0 stands for the size that the input has there, −1 for whatever is left.
     *
     * @return the name of the input in its new shape
     */
    String reshaped(String input, long... shape) {
        var sizes = TensorProto.newBuilder()
                .setDataType(TensorProto.DataType.INT64_VALUE)
                .addAllInt64Data(LongStream.of(shape).boxed().toList());
        return node("Reshape", List.of(input, add(sizes, shape.length)));
    }

    private String add(TensorProto.Builder tensor, long... shape) {
        String name = "c" + constants.size();
        constants.add(tensor.setName(name)
                .addAllDims(LongStream.of(shape).boxed().toList())
                .build());
        return name;
    }

    ModelProto model(ImageShape input, ImageShape output, Map<String, String> notes) {
        var graph = GraphProto.newBuilder()
                .setName("edge encoder")
                .addInput(value(OnnxExport.INPUT, input))
                .addOutput(value(OnnxExport.OUTPUT, output))
                .addAllNode(nodes)
                .addAllInitializer(constants);
        var model = ModelProto.newBuilder()
                .setIrVersion(FORMAT)
                .setProducerName("Obscura")
                .addOpsetImport(Onnx.OperatorSetIdProto.newBuilder().setVersion(OPERATORS))
                .setGraph(graph);
        notes.forEach((name, note) -> model.addMetadataProps(
                Onnx.StringStringEntryProto.newBuilder().setKey(name).setValue(note)));
        return model.build();
    }

    private static ValueInfoProto value(String name, ImageShape shape) {
        var sizes = Onnx.TensorShapeProto.newBuilder()
                .addDim(Onnx.TensorShapeProto.Dimension.newBuilder().setDimParam("batch"));
        for (int size : new int[] {shape.height(), shape.width(), shape.channels()}) {
            sizes.addDim(Onnx.TensorShapeProto.Dimension.newBuilder().setDimValue(size));
        }
        var tensor = Onnx.TypeProto.Tensor.newBuilder()
                .setElemType(TensorProto.DataType.FLOAT_VALUE)
                .setShape(sizes);
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(Onnx.TypeProto.newBuilder().setTensorType(tensor))
                .build();
    }
}
