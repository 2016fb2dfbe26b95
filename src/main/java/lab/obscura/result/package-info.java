/**
 * What came out of a run: metrics, attacks, scores, curves, pictures, the trained encoder, and where every number comes from. Written
 * once, in the transaction that makes the run succeed. Boards and comparisons are built on top of it. The way in is
 * {@link lab.obscura.result.Results} for reading and {@link lab.obscura.result.ResultStore} for the worker.
 */
package lab.obscura.result;
