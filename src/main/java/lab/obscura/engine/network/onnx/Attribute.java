package lab.obscura.engine.network.onnx;

import java.util.Arrays;
import java.util.stream.LongStream;
import onnx.Onnx.AttributeProto;
import onnx.Onnx.AttributeProto.AttributeType;

/** What a node of a model is told beside its inputs. */
final class Attribute {

    private Attribute() {}

    /** A list of whole numbers. */
    static AttributeProto of(String name, int first, int... others) {
        LongStream all =
                LongStream.concat(LongStream.of(first), Arrays.stream(others).asLongStream());
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeType.INTS)
                .addAllInts(all.boxed().toList())
                .build();
    }

    static AttributeProto whole(String name, long value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeType.INT)
                .setI(value)
                .build();
    }

    static AttributeProto decimal(String name, double value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeType.FLOAT)
                .setF((float) value)
                .build();
    }
}
