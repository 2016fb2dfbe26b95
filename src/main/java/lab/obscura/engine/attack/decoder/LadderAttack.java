package lab.obscura.engine.attack.decoder;

import java.util.List;
import lab.obscura.engine.attack.Attack;
import lab.obscura.engine.attack.AttackImages;
import lab.obscura.engine.attack.AttackerView;
import lab.obscura.engine.attack.Learning.Schedule;
import lab.obscura.engine.attack.NetworkUse;
import lab.obscura.engine.attack.WorkingMemory;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.decoder.Decoders;
import lab.obscura.engine.network.decoder.DenseDecoders;
import lab.obscura.engine.network.spec.NetworkLoad;
import lab.obscura.engine.network.spec.NetworkSpec;
import lab.obscura.engine.network.spec.SplitSpec;

/** What all attacks have in common that train a decoder of the ladder. They differ in what they show it. */
interface LadderAttack extends Attack {

    /** Shape of what the decoder is shown. */
    default ImageShape shown(SplitSpec split) {
        return split.feature();
    }

    @Override
    default List<NetworkUse> networks(SplitSpec split, AttackImages images) {
        ImageShape shown = shown(split);
        var load =
                new NetworkLoad(decoder(shown, split.input()), shown, settings().get(DecoderSettings.BATCH_SIZE));
        return List.of(NetworkUse.learning(load, examples(images)));
    }

    /** Own images that its decoders are shown in all their epochs: at most, where a plateau may end them earlier. */
    default double examples(AttackImages images) {
        return (double) images.own()
                * settings().get(DecoderSettings.EPOCHS)
                * settings().get(DecoderSettings.RESTARTS);
    }

    /**
     * With a plateau the best network so far, once in the heap and once on its way into a checkpoint; with restarts the best one and the
     * next, both with Adam's moments.
     */
    @Override
    default WorkingMemory workingMemory(SplitSpec split, AttackImages images) {
        boolean keepsBest = settings().get(DecoderSettings.SCHEDULE) == Schedule.PLATEAU;
        int copies = (keepsBest ? 2 : 0) + (settings().get(DecoderSettings.RESTARTS) > 1 ? 6 : 0);
        double weights = copies == 0 ? 0 : decoder(shown(split), split.input()).parameterCount();
        return new WorkingMemory(copies * Float.BYTES * weights, 0);
    }

    /** The network from what it is shown to images. */
    default NetworkSpec decoder(ImageShape shown, ImageShape image) {
        String name = settings().get(DecoderSettings.DECODER);
        int dense = settings().get(DecoderSettings.DENSE);
        return dense == 0 ? Decoders.named(name, shown, image) : DenseDecoders.named(name, shown, image, dense);
    }

    default DecoderTraining.Plan plan(AttackerView view) {
        return DecoderSettings.plan(settings(), slug(), view);
    }
}
