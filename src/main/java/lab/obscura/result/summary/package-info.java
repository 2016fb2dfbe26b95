/**
 * Numbers of several seeds put together: samples, their means, spreads and intervals. What boards and
 * experiments answer comes from here, so that the same runs have the same mean wherever they are shown; where the runs come from,
 * each of them decides. The way in is {@link lab.obscura.result.summary.SeedSummary}.
 */
package lab.obscura.result.summary;
