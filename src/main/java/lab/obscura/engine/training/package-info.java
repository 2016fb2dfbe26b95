/**
 * Training the defended network: the loop, schedules, checkpoints. Networks come from {@code network}, what defends them from
 * {@code defense}.
 */
package lab.obscura.engine.training;
