package lab.obscura.benchmark;

import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.ArrayPass;
import lab.obscura.engine.network.Engine;
import lab.obscura.engine.network.Network;
import lab.obscura.engine.network.OptimizerStep;
import lab.obscura.engine.network.Pass;
import lab.obscura.engine.network.Wanted;
import lab.obscura.engine.network.batch.Batch;
import lab.obscura.engine.network.batch.BatchWork;
import lab.obscura.engine.network.batch.HostBatch;
import lab.obscura.engine.network.decoder.Decoders;
import lab.obscura.engine.network.spec.NetworkSpec;
import lab.obscura.engine.seed.Seeds;
import lab.obscura.engine.training.HostWork;

/** One training step of the decoder res-n8c64 from 8×8×8 features to 32×32 images: forward, squared error, backward, Adam. */
final class DecoderStep implements Runnable {

    private static final ImageShape FEATURE = new ImageShape(8, 8, 8);
    private static final ImageShape IMAGE = new ImageShape(32, 32, 3);

    private final Network decoder;
    private final BatchWork work;
    private final Batch features;
    private final float[] images;
    private int step;

    private DecoderStep(Engine engine, NetworkSpec spec, int batch) {
        this.decoder = engine.build(spec, FEATURE, Seeds.of(3));
        this.work = HostWork.orThatOf(engine);
        this.features = HostBatch.over(RandomBatch.uniform(batch, FEATURE));
        this.images = ArrayPass.values(RandomBatch.uniform(batch, IMAGE));
    }

    static DecoderStep of(Engine engine, int batch) {
        return new DecoderStep(engine, Decoders.named("res-n8c64", FEATURE, IMAGE), batch);
    }

    @Override
    public void run() {
        Batch rebuilt = decoder.forward(features, Pass.train(Seeds.of(step++)));
        try (Batch gradient = work.squaredError(rebuilt, images).gradient()) {
            decoder.backward(gradient, Wanted.PARAMETERS);
        }
        decoder.update(OptimizerStep.Adam.of(1e-3, 1e-4));
    }
}
