/**
 * Conditional entropy maximization and its learned surrogates: one public class per part, and beside them what they share, such as
 * the logarithm over a reference level, weighted moments and the schedule of the weight. All of it lives in training only; the edge
 * encoder stays as it was.
 */
package lab.obscura.engine.defense.cem;
