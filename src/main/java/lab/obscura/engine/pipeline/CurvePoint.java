package lab.obscura.engine.pipeline;

/**
 * One point of a learning curve.
 *
 * @param series what is measured, as in {@code training.loss} or {@code attack.decoder-res-n8c64-train.mse}
 * @param step epoch, counted from 1
 * @param value finite
 */
public record CurvePoint(String series, double step, double value) {}
