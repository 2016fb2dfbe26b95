package lab.obscura.engine.network.torch.library;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bytedeco.pytorch.Dispatcher;
import org.bytedeco.pytorch.GenericList;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.OperatorHandle;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorType;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.Type;

/**
 * Operators that the Java binding has no method for, such as those over lists of tensors, called by name through libtorch's dispatcher. To
 * be used inside a scope.
 */
public final class Operators {

    private static final Map<String, OperatorHandle> FOUND = new ConcurrentHashMap<>();

    private Operators() {}

    /**
     * Calls one that returns nothing.
     *
     * @param name without the namespace {@code aten}
     * @param overload empty for the one without a name
     * @param arguments all of its schema, in its order, those with a default too; {@code new IValue()} is none
     */
    public static void call(String name, String overload, IValue... arguments) {
        find(name, overload).callBoxed(new IValueVector(arguments));
    }

    private static OperatorHandle find(String name, String overload) {
        return FOUND.computeIfAbsent(
                name + "." + overload,
                missing -> OwnedTensor.from(Dispatcher.singleton().findSchemaOrThrow("aten::" + name, overload)));
    }

    public static GenericList listOf(Iterable<Tensor> tensors) {
        var list = new GenericList(new Type.TypePtr(TensorType.get()));
        tensors.forEach(tensor -> list.push_back(new IValue(tensor)));
        return list;
    }

    /** The first of them. */
    public static IValue list(TensorVector tensors, long count) {
        var list = new GenericList(new Type.TypePtr(TensorType.get()));
        for (long i = 0; i < count; i++) {
            list.push_back(new IValue(tensors.get(i)));
        }
        return new IValue(list);
    }

    public static IValue list(Tensor... tensors) {
        return new IValue(listOf(List.of(tensors)));
    }

    /** The number by which sums multiply unless they are told otherwise. */
    public static IValue one() {
        return new IValue(new Scalar(1));
    }
}
