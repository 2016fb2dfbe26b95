package lab.obscura.engine.network;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import lab.obscura.engine.network.spec.NetworkSpec;

/** The whole vocabulary of layers: every record that a network can be made of. */
public final class LayerKinds {

    private LayerKinds() {}

    public static List<Class<?>> all() {
        return below(NetworkSpec.class).toList();
    }

    private static Stream<Class<?>> below(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(LayerKinds::below)
                : Stream.of(type);
    }
}
