/**
 * How an interrupted computation resumes: positions, checkpoint files, and when one is due. What is stored in them belongs to whoever
 * computes.
 */
package lab.obscura.engine.checkpoint;
