/**
 * What a run will need: time from how fast runs like it went, memory from what it computes. Nothing here reads a database; finished
 * runs are handed in. The way in is {@link lab.obscura.engine.estimate.Estimate}.
 */
package lab.obscura.engine.estimate;
