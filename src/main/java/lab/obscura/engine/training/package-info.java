/**
 * Training the defended network: batches, the step, the loop, accuracy. Networks come from {@code network}, what defends them from
 * {@code defense}, and {@code training.plan} says what is to be done.
 */
package lab.obscura.engine.training;
