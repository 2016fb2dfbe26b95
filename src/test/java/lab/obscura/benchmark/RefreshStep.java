package lab.obscura.benchmark;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import lab.obscura.engine.catalog.Defenses;
import lab.obscura.engine.defense.Defense;
import lab.obscura.engine.defense.EpochFeatures;
import lab.obscura.engine.defense.PartState;
import lab.obscura.engine.defense.Penalty;
import lab.obscura.engine.network.Engine;
import lab.obscura.engine.seed.RandomStream;
import lab.obscura.engine.seed.Seeds;
import lab.obscura.engine.training.SplitNetwork;

/** What CEM does after an epoch: features of all images in EVAL mode, then k-means per class from the last centroids. */
final class RefreshStep implements Runnable {

    static final int IMAGES = 1000;

    private final SplitNetwork network;
    private final Penalty entropy;
    private final PartState state = new PartState();
    private final int batch;
    private final float[] pixels;
    private int epoch;

    private RefreshStep(SplitNetwork network, Penalty entropy, int batch) {
        this.network = network;
        this.entropy = entropy;
        this.batch = batch;
        this.pixels = new float[IMAGES * network.spec().input().size()];
        var random = new RandomStream(1);
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (float) random.nextDouble();
        }
    }

    static RefreshStep of(Engine engine, int batch) {
        var entry = Defenses.catalog().find("conditional-entropy").orElseThrow();
        var settings = entry.info().schema().read("defense[0]", Map.of());
        var network = SplitNetwork.build(engine, StepCases.split("vgg11-bn-sgm"), new Defense(List.of()), Seeds.of(1));
        return new RefreshStep(network, (Penalty) entry.make().apply(settings), batch);
    }

    @Override
    public void run() {
        int size = network.feature().size();
        float[] clean = new float[IMAGES * size];
        int[] labels = new int[IMAGES];
        int imageSize = pixels.length / IMAGES;
        for (int from = 0; from < IMAGES; from += batch) {
            int count = Math.min(batch, IMAGES - from);
            float[] images = Arrays.copyOfRange(pixels, from * imageSize, (from + count) * imageSize);
            float[] features = network.cleanFeatures(images, count);
            System.arraycopy(features, 0, clean, from * size, features.length);
        }
        for (int i = 0; i < IMAGES; i++) {
            labels[i] = i % StepCases.CLASSES;
        }
        entropy.afterEpoch(
                new EpochFeatures(clean, labels, size, StepCases.CLASSES, ++epoch, 0.025, Seeds.of(epoch)), state);
    }
}
