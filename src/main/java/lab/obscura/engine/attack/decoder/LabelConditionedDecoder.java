package lab.obscura.engine.attack.decoder;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import lab.obscura.engine.attack.Access;
import lab.obscura.engine.attack.AttackImages;
import lab.obscura.engine.attack.AttackerView;
import lab.obscura.engine.attack.EncoderOracle;
import lab.obscura.engine.attack.NetworkUse;
import lab.obscura.engine.attack.Reconstructions;
import lab.obscura.engine.attack.TailModel;
import lab.obscura.engine.attack.ThreatModel;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.FrozenNetwork;
import lab.obscura.engine.network.batch.Batch;
import lab.obscura.engine.network.spec.NetworkLoad;
import lab.obscura.engine.network.spec.SplitSpec;
import lab.obscura.engine.progress.RunContext;
import lab.obscura.engine.settings.Info;
import lab.obscura.engine.settings.SettingsReader;

/**
 * A decoder that is also shown the class which the cloud reads from the feature, as one-hot planes beside the feature's channels.
 *
 * <p>The cloud's own attack: it costs nothing to ask its own half. Helps where the class says much about the image and the feature
 * little; a decoder of the same size may find the class by itself.
 *
 * <p>{@code min_D E |D([z, onehot(argmax g(z))]) − x|²}; our completion, {@code docs/methods/attacks.md#label-conditioned-decoder}.
 */
public record LabelConditionedDecoder(SettingsReader settings) implements LadderAttack {

    /** Line of the catalog. */
    public static final Info INFO = Info.of("label-conditioned-decoder", "Label-conditioned decoder")
            .describedAs("Learns to turn features into images with the class that the cloud predicts beside them")
            .from("Ours")
            .with(DecoderSettings.with());

    private static final int BATCH = 200;

    @Override
    public Info info() {
        return INFO;
    }

    @Override
    public ThreatModel needs() {
        return ThreatModel.of(Access.QUERIES, Access.AUXILIARY_IMAGES, Access.TAIL);
    }

    @Override
    public ImageShape shown(SplitSpec split) {
        return beside(split.feature(), split.tail().output(split.feature()).size());
    }

    @Override
    public List<NetworkUse> networks(SplitSpec split, AttackImages images) {
        var tail = new NetworkLoad(split.tail(), split.feature(), BATCH); // answers, and nothing goes back through it
        return Stream.concat(
                        LadderAttack.super.networks(split, images).stream(),
                        Stream.of(new NetworkUse(tail, examples(images))))
                .toList();
    }

    @Override
    public Reconstructions run(AttackerView view, RunContext context) {
        EncoderOracle oracle = view.queryResponses();
        try (TailModel cloud = view.cloud()) {
            FrozenNetwork tail = cloud.tail();
            ImageShape input = beside(view.feature(), tail.output().size());
            DecoderTraining.Inputs inputs = (images, draw) -> {
                try (Batch sent = oracle.sent(images, draw)) {
                    float[] shown = withClass(tail, sent.values());
                    return Batch.of(shown, input);
                }
            };
            var plan = plan(view);
            return new DecoderTraining(plan, view, view.auxiliary(), input, inputs)
                    .run(
                            decoder(input, view.image()),
                            withClass(tail, view.targets().values()),
                            context);
        }
    }

    private static ImageShape beside(ImageShape feature, int classes) {
        return new ImageShape(feature.height(), feature.width(), feature.channels() + classes);
    }

    /** Features with one more channel per class: 1 everywhere for the predicted one, 0 for the others. */
    private static float[] withClass(FrozenNetwork tail, float[] sent) {
        ImageShape feature = tail.input();
        int classes = tail.output().size();
        int channels = feature.channels();
        int places = feature.height() * feature.width();
        int count = sent.length / feature.size();
        float[] result = new float[count * places * (channels + classes)];
        for (int from = 0; from < count; from += BATCH) {
            int n = Math.min(BATCH, count - from);
            float[] logits =
                    tail.forward(Arrays.copyOfRange(sent, from * feature.size(), (from + n) * feature.size()), n);
            for (int i = 0; i < n * places; i++) {
                int place = from * places + i;
                int start = place * (channels + classes);
                System.arraycopy(sent, place * channels, result, start, channels);
                result[start + channels + largest(logits, i / places * classes, classes)] = 1;
            }
        }
        return result;
    }

    private static int largest(float[] values, int start, int count) {
        int best = 0;
        for (int c = 1; c < count; c++) {
            if (values[start + c] > values[start + best]) {
                best = c;
            }
        }
        return best;
    }
}
