/**
 * Checkpoints for every host: written on the disk of the node that computes, published to a store that all nodes reach, fetched by whoever
 * resumes.
 */
package lab.obscura.execution.checkpoints;
