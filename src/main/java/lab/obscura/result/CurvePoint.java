package lab.obscura.result;

/** A point of a learning curve; steps are epochs or iterations, as the series says. */
public record CurvePoint(double step, double value) {}
