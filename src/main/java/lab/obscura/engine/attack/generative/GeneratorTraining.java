package lab.obscura.engine.attack.generative;

import java.util.LinkedHashMap;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import lab.obscura.engine.attack.AttackTrainingLoop;
import lab.obscura.engine.attack.AttackerView;
import lab.obscura.engine.attack.Curve;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.data.images.LabeledImages;
import lab.obscura.engine.network.Network;
import lab.obscura.engine.network.OptimizerStep;
import lab.obscura.engine.network.Pass;
import lab.obscura.engine.network.Wanted;
import lab.obscura.engine.network.batch.Batch;
import lab.obscura.engine.network.batch.BatchLoss;
import lab.obscura.engine.network.decoder.Generators;
import lab.obscura.engine.network.spec.Layers;
import lab.obscura.engine.progress.RunContext;
import lab.obscura.engine.training.HostWork;

/** Trains a generator as the second half of an autoencoder on the attacker's images: {@code min_{G, e} E |G(e(x)) − x|²}. */
record GeneratorTraining(String slug, AttackerView view, Generators design, AttackTrainingLoop.Plan plan) {

    private static final int MOST_CODES = 2000;

    TrainedGenerator run(RunContext context) {
        try (Network generator = view.engine()
                        .build(
                                Layers.sequence(design.blocks()),
                                design.code(),
                                view.seeds().family("generator.init"));
                Network encoder = view.engine()
                        .build(design.encoder(), view.image(), view.seeds().family("generator.encoder.init"))) {
            var networks = new LinkedHashMap<String, Network>();
            networks.put("generator/", generator);
            networks.put("encoder/", encoder);
            LabeledImages own = view.auxiliary();
            var curve = new Curve("attack." + slug + ".generator", context);
            new AttackTrainingLoop("generator", networks, curve, context)
                    .learn(plan, view, (images, iteration, how) -> step(generator, encoder, pixels(own, images), how));
            return new TrainedGenerator(
                    design, generator.state().learned(), CodeStatistics.of(codes(encoder, own), design.code()));
        }
    }

    private DoubleSupplier step(Network generator, Network encoder, float[] pixels, OptimizerStep how) {
        try (Batch images = array(pixels)) {
            var pass = Pass.train(view.seeds().family("generator.pass"));
            Batch drawn = generator.forward(encoder.forward(images, pass), pass);
            BatchLoss loss = HostWork.orThatOf(view.engine()).squaredError(drawn, pixels);
            try (Batch atImages = loss.gradient()) {
                encoder.backward(generator.backward(atImages, Wanted.BOTH), Wanted.PARAMETERS);
            }
            generator.update(how);
            encoder.update(how);
            return () -> loss.numbers().loss();
        }
    }

    /** Of the first images; their order says nothing about them in any set whose training split is mixed. */
    private float[] codes(Network encoder, LabeledImages own) {
        int count = Math.min(MOST_CODES, own.count());
        int size = design.code().size();
        float[] codes = new float[count * size];
        for (int from = 0; from < count; from += plan.batchSize()) {
            int to = Math.min(count, from + plan.batchSize());
            try (Batch images = array(pixels(own, IntStream.range(from, to).toArray()))) {
                float[] values = encoder.forward(images, Pass.eval()).values();
                System.arraycopy(values, 0, codes, from * size, values.length);
            }
        }
        return codes;
    }

    private static float[] pixels(LabeledImages own, int[] images) {
        int size = own.shape().size();
        float[] pixels = new float[images.length * size];
        for (int i = 0; i < images.length; i++) {
            own.copyTo(images[i], pixels, i * size);
        }
        return pixels;
    }

    private Batch array(float[] pixels) {
        ImageShape shape = view.image();
        return Batch.of(pixels, shape);
    }
}
