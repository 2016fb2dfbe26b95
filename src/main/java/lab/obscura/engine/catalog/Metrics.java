package lab.obscura.engine.catalog;

import java.util.List;
import java.util.stream.Collectors;
import lab.obscura.engine.metric.BatchMetric;
import lab.obscura.engine.metric.BatchSimilarity;
import lab.obscura.engine.metric.MeanSquaredError;
import lab.obscura.engine.metric.Metric;
import lab.obscura.engine.metric.MetricInfo;
import lab.obscura.engine.metric.MetricVersion;
import lab.obscura.engine.metric.MultiScaleSimilarity;
import lab.obscura.engine.metric.Notation;
import lab.obscura.engine.metric.PaperMetric;
import lab.obscura.engine.metric.PeakSignalToNoise;
import lab.obscura.engine.metric.StructuralSimilarity;
import lab.obscura.engine.metric.SummedOverChannels;
import lab.obscura.engine.stats.Interval;

/** The catalog of metrics. A new one is one class and one line here. */
public final class Metrics {

    /** The metrics of every attack, in the order of the columns. */
    private static final List<Metric> ALL = List.of(
            new MeanSquaredError(), new PeakSignalToNoise(), new StructuralSimilarity(), new MultiScaleSimilarity());

    private static final int CEM_BATCH = 256;
    private static final int SIFT_FUNNEL_BATCH = 32;

    private static final List<PaperMetric> PAPER = List.of(
            new BatchMetric(
                    like(
                            MeanSquaredError.INFO,
                            "mse.cem",
                            "Mean squared error as in the CEM paper",
                            "mean over batches of 256"),
                    CEM_BATCH,
                    new MeanSquaredError(),
                    mean -> mean,
                    BatchMetric.Weights.BY_SIZE),
            new BatchMetric(
                    like(
                            PeakSignalToNoise.INFO,
                            "psnr.cem",
                            "PSNR as in the CEM paper",
                            "-10 log10 of each batch's mse, mean over batches"),
                    CEM_BATCH,
                    new MeanSquaredError(),
                    PeakSignalToNoise::decibels,
                    BatchMetric.Weights.BY_SIZE),
            new BatchMetric(
                    like(
                            StructuralSimilarity.INFO,
                            "ssim.cem",
                            "SSIM as in the CEM paper",
                            "ssim of each batch of 256, mean over batches"),
                    CEM_BATCH,
                    new StructuralSimilarity(),
                    mean -> mean,
                    BatchMetric.Weights.BY_SIZE),
            siftFunnelError(),
            new BatchMetric(
                    like(
                            PeakSignalToNoise.INFO,
                            "psnr.siftfunnel",
                            "PSNR as in the SiftFunnel paper",
                            "-10 log10 of each batch's mse, plain mean over batches of 32"),
                    SIFT_FUNNEL_BATCH,
                    new MeanSquaredError(),
                    PeakSignalToNoise::decibels,
                    BatchMetric.Weights.ALIKE),
            new BatchSimilarity(
                    like(
                            StructuralSimilarity.INFO,
                            "ssim.siftfunnel",
                            "SSIM as in the SiftFunnel paper",
                            "uniform window 7x7x7 over batch, rows and columns, per channel, border of 3 left out, batches of 32"),
                    SIFT_FUNNEL_BATCH));

    private Metrics() {}

    /** All metrics per image. */
    public static List<Metric> all() {
        return ALL;
    }

    /** What is known of them, in the order of the columns. */
    public static List<MetricInfo> columns() {
        return ALL.stream().map(Metric::info).toList();
    }

    /** The one that boards rank by, and that a list shows where it has room for one. */
    public static MetricInfo leading() {
        return ALL.get(0).info();
    }

    /** Which formulas the columns have, as in {@code mse 1, psnr 1}: numbers of other versions are not compared. */
    public static String versions() {
        return columns().stream()
                .map(metric -> metric.id() + " " + metric.version().number())
                .collect(Collectors.joining(", "));
    }

    /** All formulas that follow one paper. */
    public static List<PaperMetric> paper() {
        return PAPER;
    }

    private static PaperMetric siftFunnelError() {
        MetricInfo info = like(
                        MeanSquaredError.INFO,
                        "mse.siftfunnel",
                        "Squared error as in the SiftFunnel paper",
                        "mean over pixels of the sum over channels of (x - y)^2")
                .within(new Interval(0, Double.POSITIVE_INFINITY)); // the more channels, the more
        return new BatchMetric(info, 1, new SummedOverChannels(info), mean -> mean, BatchMetric.Weights.BY_SIZE);
    }

    private static MetricInfo like(MetricInfo model, String id, String title, String formula) {
        var notation =
                new Notation(id, model.notation().unit(), model.notation().digits());
        return new MetricInfo(id, title, notation, model.direction(), model.range(), new MetricVersion(1, formula));
    }
}
