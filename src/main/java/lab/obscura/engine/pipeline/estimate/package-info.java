/**
 * How long a run will take: what it computes, and how fast runs like it went. Nothing here reads a database; finished runs are handed
 * in. The way in is {@link lab.obscura.engine.pipeline.estimate.Estimate}.
 */
package lab.obscura.engine.pipeline.estimate;
