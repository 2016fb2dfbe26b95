package lab.obscura.engine.run;

import java.util.List;
import lab.obscura.engine.attack.Answers;
import lab.obscura.engine.attack.CloudHalf;
import lab.obscura.engine.attack.Scene;
import lab.obscura.engine.attack.SentFeatures;
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
 * @param victimPlaces of the attacked images in the test split
 * @param victimSeeds the randomness of what was sent
 */
record AttackScene(
        TrainedSplit network,
        Engine engine,
        EncoderQueries test,
        int[] victimPlaces,
        Seeds victimSeeds,
        LabeledImages own,
        Answers answers)
        implements Scene {

    @Override
    public ImageShape image() {
        return own.shape();
    }

    @Override
    public ImageShape feature() {
        return test.feature();
    }

    @Override
    public SentFeatures victims(int repeats) {
        float[] sum = test.intercepted(victimPlaces, victimSeeds);
        for (int repeat = 1; repeat < repeats; repeat++) {
            float[] next = test.intercepted(victimPlaces, victimSeeds.family("repeat", repeat));
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
    public CloudHalf cloud() {
        return new CloudHalf(
                network.edge().spec(), new FrozenNetwork(List.of(network.tail().build(engine))));
    }
}
