package lab.obscura.engine.defense.shape;

import java.util.List;
import lab.obscura.engine.defense.EncoderShape;
import lab.obscura.engine.network.spec.Composition.ResidualSum;
import lab.obscura.engine.network.spec.Layers;
import lab.obscura.engine.network.spec.NetworkSpec;
import lab.obscura.engine.network.spec.NetworkSpec.Init;
import lab.obscura.engine.network.spec.SplitSpec;
import lab.obscura.engine.settings.Info;
import lab.obscura.engine.settings.Setting;
import lab.obscura.engine.settings.SettingsReader;

/**
 * The autoencoder defense: a residual encoder at the end of the edge halves the channels of what is sent, its mirror in the cloud
 * restores them.
 *
 * <p>Sends half as much from a deeper edge. Dear: at the cut of SiftFunnel's CNN it makes the edge eight times as large. The loss of the
 * paper has an L1 term on what is sent, which is the part {@code activation-norm}, and in the original an adversary, which is
 * {@code adversarial-reconstruction}.
 *
 * <p>{@code h = conv(x) + conv(SiLU(conv(x)))}, {@code z = relu(BN(conv(h)))}, all 3×3 with bias; {@code
 * docs/methods/networks.md#autoencoder}. Papers: Azizian and Bajić, 2024; as in the public code of SiftFunnel.
 */
public final class Autoencoder implements EncoderShape {

    static final Setting<Integer> CHANNELS = Setting.integer("channels", 0, 4096)
            .defaultsTo(0)
            .describedAs("Channels of what is sent; 0 is half of the channels at the cut, as published");

    /** Line of the catalog. */
    public static final Info INFO = Info.of("autoencoder", "Autoencoder (AE-based)")
            .describedAs("Halves the channels of what is sent with a residual encoder, and restores them in the cloud")
            .from("Azizian and Bajić, 2024; public code of Liu et al., SiftFunnel, 2025")
            .with(CHANNELS);

    private final int channels;

    public Autoencoder(SettingsReader settings) {
        this.channels = settings.get(CHANNELS);
    }

    @Override
    public Info info() {
        return INFO;
    }

    @Override
    public SplitSpec reshape(SplitSpec split) {
        int wide = split.feature().channels();
        int narrow = channels == 0 ? Math.max(1, wide / 2) : channels;
        return split.behindEdge(residual(wide, narrow, Init.XAVIER_UNIFORM))
                .beforeTail(residual(narrow, wide, Init.KAIMING_UNIFORM));
    }

    private static List<NetworkSpec> residual(int in, int out, Init init) {
        NetworkSpec deep =
                Layers.sequence(Layers.convolution3(in, in, init), Layers.silu(), Layers.convolution3(in, in, init));
        return List.of(
                new ResidualSum(deep, Layers.convolution3(in, in, init)),
                Layers.convolution3(in, out, init),
                Layers.norm(out),
                Layers.relu());
    }
}
