package lab.obscura.engine.network.graph;

/**
 * One step of Adam without weight decay.
 *
 * @param step counted from 1
 * @param rate of this step
 * @param longestGradient the gradient, all parameters together, is shortened to this length
 */
public record AdamStep(long step, double rate, double beta1, double beta2, double epsilon, double longestGradient) {}
