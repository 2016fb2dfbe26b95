package lab.obscura.engine.training;

import java.util.Optional;
import lab.obscura.engine.data.images.HeldOut;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.data.images.LabeledImages;
import lab.obscura.engine.defense.FeatureBatch;
import lab.obscura.engine.defense.FeatureTransform.Moment;
import lab.obscura.engine.defense.Features;
import lab.obscura.engine.defense.StepContext;
import lab.obscura.engine.defense.TrainingAccess;
import lab.obscura.engine.network.Pass;
import lab.obscura.engine.network.Wanted;
import lab.obscura.engine.network.batch.Batch;
import lab.obscura.engine.progress.RunContext;
import lab.obscura.engine.seed.Seeds;

/** Lends parts the network as it stands. */
record NetworkTrainingAccess(
        SplitNetwork network, LabeledImages train, LabeledImages test, Seeds seeds, RunContext context)
        implements TrainingAccess {

    @Override
    public int count(Source source) {
        return source == Source.TRAINING ? train.count() : HeldOut.boundary(test.count());
    }

    @Override
    public ImageShape image() {
        return network.spec().input();
    }

    @Override
    public ImageShape feature() {
        return network.feature();
    }

    @Override
    public FeatureBatch ask(Source source, int[] places, Seeds noise) {
        LabeledImages images = source == Source.TRAINING ? train : test;
        int size = images.shape().size();
        float[] pixels = new float[places.length * size];
        int[] labels = new int[places.length];
        for (int i = 0; i < places.length; i++) {
            images.copyTo(places[i], pixels, i * size);
            labels[i] = images.label(places[i]);
        }
        Features clean = network.features(pixels, places.length);
        var batch = new FeatureBatch(
                new FeatureBatch.Values(clean.shape(), clean.values(), network.sent(clean, Moment.TRAINING, noise)),
                labels,
                images.classes(),
                new StepContext(1, 1, 0, images.count(), 0, network.defense().noiseStandardDeviation(), seeds),
                new FeatureBatch.Images(
                        image(),
                        () -> pixels,
                        () -> network.normalized(pixels),
                        source == Source.TRAINING ? places : new int[0],
                        images.attributes().select(places)));
        return batch.with(network.tapsOfEdge(clean, Optional.empty()));
    }

    @Override
    public float[] pixelGradient(Source source, int[] places, float[] atFeatures) {
        LabeledImages images = source == Source.TRAINING ? train : test;
        ImageShape shape = image();
        float[] pixels = new float[places.length * shape.size()];
        for (int i = 0; i < places.length; i++) {
            images.copyTo(places[i], pixels, i * shape.size());
        }
        try (Batch input = Batch.of(pixels, shape);
                Batch gradient = Batch.of(atFeatures, feature())) {
            network.edge().forward(input, Pass.eval());
            return network.edge().backward(gradient, Wanted.INPUT).values();
        }
    }

    @Override
    public Judgement judge(float[] sent, int[] labels) {
        ImageShape feature = feature();
        try (Batch input = Batch.of(sent, feature)) {
            Batch logits = network.tail().forward(input, Pass.eval());
            var task = CrossEntropy.of(logits.values(), labels);
            try (Batch outputGradient = Batch.of(task.gradient(), logits.shape())) {
                Batch gradient = network.tail().backward(outputGradient, Wanted.INPUT);
                return new Judgement(task.loss(), gradient.values());
            }
        }
    }

    @Override
    public void checkStop() {
        context.checkStop();
    }
}
