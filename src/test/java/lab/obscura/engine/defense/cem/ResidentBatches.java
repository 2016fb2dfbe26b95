package lab.obscura.engine.defense.cem;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.obscura.engine.catalog.Defenses;
import lab.obscura.engine.data.images.Attributes;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.defense.FeatureBatch;
import lab.obscura.engine.defense.Penalty;
import lab.obscura.engine.defense.StepContext;
import lab.obscura.engine.network.Engine;
import lab.obscura.engine.network.batch.Batch;
import lab.obscura.engine.seed.RandomStream;
import lab.obscura.engine.seed.Seeds;

/** The same batches on the host and where an engine computes, and the penalties that look at them. */
final class ResidentBatches {

    static final int COUNT = 26;
    static final int CLASSES = 5;
    static final ImageShape FEATURE = new ImageShape(3, 2, 4);

    private ResidentBatches() {}

    /** @param settings with the part's id under {@code part} */
    static Penalty penalty(Map<String, Object> settings) {
        var own = new LinkedHashMap<>(settings);
        var entry = Defenses.catalog().find((String) own.remove("part")).orElseThrow();
        return (Penalty) entry.make().apply(entry.info().schema().read("defense[0]", own));
    }

    /** Classes of different numbers; the last has one sample. */
    static FeatureBatch onHost(int seed) {
        var random = new RandomStream(seed);
        float[] clean = random.gaussians(COUNT * FEATURE.size(), 0.4);
        int[] labels = new int[COUNT];
        for (int i = 0; i < COUNT; i++) {
            labels[i] = i == 3 ? CLASSES - 1 : (i * i) % (CLASSES - 1);
        }
        for (int i = 0; i < clean.length; i++) {
            clean[i] += 0.3f * labels[i / FEATURE.size()];
        }
        return new FeatureBatch(
                new FeatureBatch.Values(FEATURE, clean, clean),
                labels,
                CLASSES,
                new StepContext(6 + seed / 3, 14, seed, 3 * COUNT, 0.05, 0.025, Seeds.of(4)),
                new FeatureBatch.Images(FEATURE, clean, clean));
    }

    static Batch kept(Engine engine, float[] values) {
        try (Batch batch = Batch.of(values, FEATURE)) {
            return engine.batchWork().orElseThrow().plus(batch, List.of(new float[values.length])); // a sum is a copy
        }
    }

    /** Of which nothing may be read on the host. */
    static FeatureBatch resident(FeatureBatch host, Batch features) {
        return new FeatureBatch(
                new FeatureBatch.Values(
                        FEATURE, COUNT, ResidentBatches::refuse, ResidentBatches::refuse, Optional.of(features)),
                host.labels(),
                host.classes(),
                host.step(),
                new FeatureBatch.Images(
                        FEATURE, ResidentBatches::refuse, ResidentBatches::refuse, new int[0], Attributes.NONE));
    }

    private static float[] refuse() {
        throw new AssertionError("Values were brought to the host");
    }
}
