package lab.obscura.engine.catalog;

import java.util.List;
import java.util.Optional;
import lab.obscura.engine.metric.BatchMetric;
import lab.obscura.engine.metric.BatchSimilarity;
import lab.obscura.engine.metric.MeanSquaredError;
import lab.obscura.engine.metric.Metric;
import lab.obscura.engine.metric.MetricInfo;
import lab.obscura.engine.metric.MetricVersion;
import lab.obscura.engine.metric.PaperMetric;
import lab.obscura.engine.metric.PeakSignalToNoise;
import lab.obscura.engine.metric.StructuralSimilarity;
import lab.obscura.engine.metric.SummedOverChannels;

/** The catalogue of metrics. A new one is one class and one line here. */
public final class Metrics {

    /** The metrics of every attack, in the order of the columns. */
    private static final List<Metric> ALL =
            List.of(new MeanSquaredError(), new PeakSignalToNoise(), new StructuralSimilarity());

    private static final int CEM_BATCH = 256;
    private static final int SIFT_FUNNEL_BATCH = 32;

    private static final List<PaperMetric> PAPER = List.of(
            new BatchMetric(
                    like("mse", "mse.cem", "Mean squared error as in the CEM paper", "mean over batches of 256"),
                    CEM_BATCH,
                    new MeanSquaredError(),
                    mean -> mean,
                    BatchMetric.Weights.BY_SIZE),
            new BatchMetric(
                    like(
                            "psnr",
                            "psnr.cem",
                            "PSNR as in the CEM paper",
                            "-10 log10 of each batch's mse, mean over batches"),
                    CEM_BATCH,
                    new MeanSquaredError(),
                    PeakSignalToNoise::decibels,
                    BatchMetric.Weights.BY_SIZE),
            new BatchMetric(
                    like(
                            "ssim",
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
                            "psnr",
                            "psnr.siftfunnel",
                            "PSNR as in the SiftFunnel paper",
                            "-10 log10 of each batch's mse, plain mean over batches of 32"),
                    SIFT_FUNNEL_BATCH,
                    new MeanSquaredError(),
                    PeakSignalToNoise::decibels,
                    BatchMetric.Weights.ALIKE),
            new BatchSimilarity(
                    like(
                            "ssim",
                            "ssim.siftfunnel",
                            "SSIM as in the SiftFunnel paper",
                            "uniform window 7x7x7 over batch, rows and columns, per channel, border of 3 left out, batches of 32"),
                    SIFT_FUNNEL_BATCH));

    private Metrics() {}

    /** All metrics per image. */
    public static List<Metric> all() {
        return ALL;
    }

    /** The metric with this id. */
    public static Optional<Metric> find(String id) {
        return ALL.stream().filter(metric -> metric.info().id().equals(id)).findFirst();
    }

    /** All formulas that follow one paper. */
    public static List<PaperMetric> paper() {
        return PAPER;
    }

    private static PaperMetric siftFunnelError() {
        MetricInfo info = like(
                "mse",
                "mse.siftfunnel",
                "Squared error as in the SiftFunnel paper",
                "mean over pixels of the sum over channels of (x - y)^2");
        return new BatchMetric(info, 1, new SummedOverChannels(info), mean -> mean, BatchMetric.Weights.BY_SIZE);
    }

    private static MetricInfo like(String canonical, String id, String title, String formula) {
        MetricInfo model = find(canonical).orElseThrow().info();
        return new MetricInfo(id, title, model.unit(), model.direction(), new MetricVersion(1, formula));
    }
}
