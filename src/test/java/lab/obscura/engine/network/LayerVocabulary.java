package lab.obscura.engine.network;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import lab.obscura.engine.network.spec.NetworkSpec;

/** The whole vocabulary of layers: every record that a network can be made of. */
public final class LayerVocabulary {

    private LayerVocabulary() {}

    public static List<Class<? extends NetworkSpec>> all() {
        return below(NetworkSpec.class)
                .<Class<? extends NetworkSpec>>map(type -> type.asSubclass(NetworkSpec.class))
                .toList();
    }

    private static Stream<Class<?>> below(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(LayerVocabulary::below)
                : Stream.of(type);
    }
}
