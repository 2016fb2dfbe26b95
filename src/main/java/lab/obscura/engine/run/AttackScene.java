package lab.obscura.engine.run;

import java.util.List;
import lab.obscura.engine.attack.AttackSurface;
import lab.obscura.engine.attack.EncoderOracle;
import lab.obscura.engine.attack.SentFeatures;
import lab.obscura.engine.attack.TailModel;
import lab.obscura.engine.attack.WhiteBoxEncoder;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.data.images.LabeledImages;
import lab.obscura.engine.defense.FeatureTransform.Moment;
import lab.obscura.engine.network.Engine;
import lab.obscura.engine.network.FrozenNetwork;
import lab.obscura.engine.seed.Seeds;

/**
 * One attacker's surroundings in a run.
 *
 * @param network the trained network at rest
 * @param engine brings it to life when it is granted
 * @param test the encoder's answers to the test images
 * @param targetIndices of the attacked images in the test split
 * @param targetSeeds the randomness of what was sent
 */
record AttackScene(
        TrainedSplit network,
        Engine engine,
        EncoderQueries test,
        int[] targetIndices,
        Seeds targetSeeds,
        LabeledImages auxiliary,
        EncoderOracle queryResponses)
        implements AttackSurface {

    @Override
    public ImageShape image() {
        return auxiliary.shape();
    }

    @Override
    public ImageShape feature() {
        return test.feature();
    }

    @Override
    public SentFeatures targets(int repeats) {
        float[] sum = test.intercepted(targetIndices, targetSeeds);
        for (int repeat = 1; repeat < repeats; repeat++) {
            float[] next = test.intercepted(targetIndices, targetSeeds.family("repeat", repeat));
            for (int i = 0; i < sum.length; i++) {
                sum[i] += next[i];
            }
        }
        for (int i = 0; i < sum.length; i++) {
            sum[i] /= repeats;
        }
        return new SentFeatures(feature(), sum);
    }

    @Override
    public WhiteBoxEncoder encoder() {
        return new WhiteBoxEncoder(
                new FrozenNetwork(List.of(network.edge().build(engine))),
                (clean, draw) -> network.defense().send(clean, Moment.TRANSMISSION, draw));
    }

    @Override
    public TailModel cloud() {
        return new TailModel(
                network.edge().spec(), new FrozenNetwork(List.of(network.tail().build(engine))));
    }
}
