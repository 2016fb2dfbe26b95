/**
 * Posting experiments: reading and completing a definition, storing it, expanding it to runs. What runs do and find out
 * belongs to {@code queue} and {@code result}. The way in is {@link lab.obscura.experiment.Experiments}.
 */
package lab.obscura.experiment;
