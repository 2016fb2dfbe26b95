package lab.obscura.engine.network.dl4j.layer;

import lab.obscura.engine.network.dl4j.build.Construction;
import lab.obscura.engine.network.dl4j.build.Layer;
import lab.obscura.engine.network.dl4j.export.ModelGraph;
import lab.obscura.engine.network.spec.NetworkSpec;

/**
 * What this engine does with one kind of layer.
 *
 * @param builder makes the layer
 * @param export appends what it is in DL4J to a model, or refuses
 * @param isHandedOut whether it does not refuse
 */
record LayerKind(
        Class<? extends NetworkSpec> type,
        Builder<NetworkSpec> builder,
        Export<NetworkSpec> export,
        boolean isHandedOut) {

    /** Makes the layer at a path. */
    interface Builder<S extends NetworkSpec> {

        Layer build(S spec, String path, Construction from);
    }

    /** Appends a layer to a model. */
    interface Export<S extends NetworkSpec> {

        void append(S spec, String path, ModelGraph model);
    }

    static <S extends NetworkSpec> LayerKind of(Class<S> type, Builder<S> builder, Export<S> export) {
        return new LayerKind(
                type,
                (spec, path, from) -> builder.build(type.cast(spec), path, from),
                (spec, path, model) -> export.append(type.cast(spec), path, model),
                true);
    }

    /** One that a model of DL4J cannot hold. */
    static <S extends NetworkSpec> LayerKind keptHere(Class<S> type, Builder<S> builder) {
        Export<NetworkSpec> refusal = (spec, path, model) -> {
            throw new IllegalArgumentException("Layer " + path + " (" + type.getSimpleName()
                    + ") cannot be handed out as a DL4J model; cut the network before it.");
        };
        return new LayerKind(type, (spec, path, from) -> builder.build(type.cast(spec), path, from), refusal, false);
    }
}
