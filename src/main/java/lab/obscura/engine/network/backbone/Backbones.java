package lab.obscura.engine.network.backbone;

import java.util.List;
import java.util.Optional;

/** The catalog of backbones. */
public final class Backbones {

    private static final List<Backbone> ALL = List.of(
            PlainBackbone.VGG11_BN_SGM,
            PlainBackbone.VGG11_BN,
            PlainBackbone.VGG16_BN,
            ResidualBackbone.RESNET_18,
            ResidualBackbone.RESNET_20,
            PlainBackbone.CNN_4,
            new FourBlocks());

    private Backbones() {}

    public static List<Backbone> all() {
        return ALL;
    }

    public static List<String> ids() {
        return ALL.stream().map(Backbone::id).toList();
    }

    public static Optional<Backbone> find(String id) {
        return ALL.stream().filter(backbone -> backbone.id().equals(id)).findFirst();
    }
}
