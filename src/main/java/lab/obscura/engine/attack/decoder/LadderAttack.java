package lab.obscura.engine.attack.decoder;

import java.util.List;
import lab.obscura.engine.attack.Attack;
import lab.obscura.engine.attack.AttackerView;
import lab.obscura.engine.attack.Knowledge;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.decoder.Decoders;
import lab.obscura.engine.network.spec.NetworkLoad;
import lab.obscura.engine.network.spec.NetworkSpec;
import lab.obscura.engine.network.spec.SplitSpec;
import lab.obscura.engine.settings.SettingsReader;

/** What all attacks have in common that train a decoder of the ladder. They differ in what they show it. */
interface LadderAttack extends Attack {

    /** The settings of {@link DecoderSettings}, and those of the attack's own. */
    @Override
    SettingsReader values();

    @Override
    default String slug() {
        return DecoderSettings.slug(info().id(), values());
    }

    @Override
    default Knowledge knowledge() {
        return Knowledge.of(values().get(DecoderSettings.KNOWLEDGE));
    }

    @Override
    default void check(ImageShape feature, ImageShape image) {
        decoder(feature, image);
    }

    @Override
    default double multiplyAdds(SplitSpec split, int ownImages, int targets) {
        double once = decoder(split.feature(), split.input()).multiplyAdds(split.feature());
        return DecoderSettings.multiplyAdds(values(), once, ownImages);
    }

    /** Shape of what the decoder is shown. */
    default ImageShape shown(SplitSpec split) {
        return split.feature();
    }

    @Override
    default List<NetworkLoad> loads(SplitSpec split, int targets) {
        ImageShape shown = shown(split);
        return List.of(new NetworkLoad(decoder(shown, split.input()), shown, values().get(DecoderSettings.BATCH_SIZE)));
    }

    /** The network from what it is shown to images. */
    default NetworkSpec decoder(ImageShape shown, ImageShape image) {
        return Decoders.named(values().get(DecoderSettings.DECODER), shown, image);
    }

    default DecoderTraining.Plan plan(AttackerView view) {
        return DecoderSettings.plan(values(), slug(), view.image().channels());
    }
}
