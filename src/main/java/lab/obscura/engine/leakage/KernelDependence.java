package lab.obscura.engine.leakage;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import lab.obscura.engine.data.images.Normalization;
import lab.obscura.engine.defense.autograd.Matrix;
import lab.obscura.engine.defense.dependence.Dependence;
import lab.obscura.engine.defense.dependence.GaussianKernel;
import lab.obscura.engine.progress.RunContext;
import lab.obscura.engine.settings.Info;
import lab.obscura.engine.settings.Setting;
import lab.obscura.engine.settings.SettingsReader;

/**
 * How far what is sent depends on the images, and on their classes, by kernels: the same numbers that the part {@code bido} makes small
 * and large. They grow with the number of images, so only values at the same number may be compared; {@code
 * docs/methods/leakage-estimators.md#kernel-dependence}.
 */
public final class KernelDependence implements LeakageEstimator {

    static final Setting<Integer> IMAGES = Setting.integer("images", 2, 1000)
            .defaultsTo(128)
            .describedAs("So many test images, drawn at random; compare only at equal numbers");

    static final Setting<Double> WIDTH = Setting.decimal("kernelWidth", 0.01, 1000)
            .defaultsTo(GaussianKernel.PUBLISHED_WIDTH)
            .describedAs("s: the Gaussian kernel of a vector of length D has the standard deviation s · √D");

    public static final Info HSIC = Info.of("hsic", "Hilbert-Schmidt criterion (HSIC)")
            .describedAs("Says by kernels how far what is sent depends on the images and on their classes")
            .from("Gretton et al. 2005; normalized as by BiDO, KDD 2022")
            .with(IMAGES, WIDTH);

    public static final Info COCO = Info.of("coco", "Constrained covariance (COCO)")
            .describedAs("Says by kernels how closely what is sent follows the images and their classes")
            .from("Gretton et al. 2005; as by BiDO, KDD 2022")
            .with(IMAGES, WIDTH);

    private final Dependence dependence;
    private final SettingsReader settings;

    private KernelDependence(Dependence dependence, SettingsReader settings) {
        this.dependence = dependence;
        this.settings = settings;
    }

    public static KernelDependence hsic(SettingsReader settings) {
        return new KernelDependence(Dependence.HSIC, settings);
    }

    public static KernelDependence coco(SettingsReader settings) {
        return new KernelDependence(Dependence.COCO, settings);
    }

    @Override
    public Info info() {
        return dependence == Dependence.HSIC ? HSIC : COCO;
    }

    @Override
    public Map<String, Double> of(MeasuredFeatures features, RunContext context) {
        MeasuredFeatures.Part test = features.test();
        int all = test.images().count();
        int n = Math.min(settings.get(IMAGES), all);
        int[] places = Arrays.copyOf(features.seeds().stream("kernelDependence").permutation(all), n);
        int size = features.feature().size();
        int pixels = test.images().shape().size();
        float[] normalized = Samples.of(test, features.feature(), Normalization.measuredOn(test.images()))
                .x();
        Matrix sent = kernel(chosen(test.sent(), size, places), n);
        Matrix images = kernel(chosen(normalized, pixels, places), n);
        int[] labels = Arrays.stream(places).map(test.images()::label).toArray();
        String name = "features." + info().id();
        var values = new LinkedHashMap<String, Double>();
        values.put(name + ".pixels", dependence.between(sent, images).value());
        values.put(
                name + ".labels",
                dependence.between(sent, GaussianKernel.ofLabels(labels)).value());
        values.put(name + ".images", (double) n);
        return values;
    }

    private Matrix kernel(float[] samples, int count) {
        return GaussianKernel.of(samples, count, settings.get(WIDTH)).matrix();
    }

    private static float[] chosen(float[] values, int size, int[] places) {
        float[] chosen = new float[places.length * size];
        for (int i = 0; i < places.length; i++) {
            System.arraycopy(values, places[i] * size, chosen, i * size, size);
        }
        return chosen;
    }
}
