package lab.obscura.engine.attack.generative;

import java.util.LinkedHashMap;
import java.util.stream.IntStream;
import lab.obscura.engine.attack.AttackTrainingLoop;
import lab.obscura.engine.attack.AttackerView;
import lab.obscura.engine.attack.Curve;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.data.images.LabeledImages;
import lab.obscura.engine.network.HostArrays;
import lab.obscura.engine.network.Network;
import lab.obscura.engine.network.OptimizerStep;
import lab.obscura.engine.network.Pass;
import lab.obscura.engine.network.Wanted;
import lab.obscura.engine.network.decoder.Generators;
import lab.obscura.engine.network.spec.Layers;
import lab.obscura.engine.progress.RunContext;
import org.nd4j.linalg.api.ndarray.INDArray;

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

    private double step(Network generator, Network encoder, float[] pixels, OptimizerStep how) {
        try (INDArray images = array(pixels)) {
            var pass = Pass.train(view.seeds().family("generator.pass"));
            INDArray drawn = generator.forward(encoder.forward(images, pass), pass);
            float[] gradient = HostArrays.values(drawn);
            double sum = 0;
            for (int i = 0; i < gradient.length; i++) {
                double difference = gradient[i] - pixels[i];
                sum += difference * difference;
                gradient[i] = (float) (2 * difference / gradient.length);
            }
            try (INDArray atImages = HostArrays.array(gradient, drawn.shape())) {
                encoder.backward(generator.backward(atImages, Wanted.BOTH), Wanted.PARAMETERS);
            }
            generator.update(how);
            encoder.update(how);
            return sum / gradient.length;
        }
    }

    /** Of the first images; their order says nothing about them in any set whose training split is mixed. */
    private float[] codes(Network encoder, LabeledImages own) {
        int count = Math.min(MOST_CODES, own.count());
        int size = design.code().size();
        float[] codes = new float[count * size];
        for (int from = 0; from < count; from += plan.batchSize()) {
            int to = Math.min(count, from + plan.batchSize());
            try (INDArray images = array(pixels(own, IntStream.range(from, to).toArray()))) {
                float[] values = HostArrays.values(encoder.forward(images, Pass.eval()));
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

    private INDArray array(float[] pixels) {
        ImageShape shape = view.image();
        return HostArrays.array(pixels, pixels.length / shape.size(), shape.height(), shape.width(), shape.channels());
    }
}
