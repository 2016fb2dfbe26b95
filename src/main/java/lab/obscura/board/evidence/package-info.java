/**
 * What the rows of a board prove ({@code docs/statistics.md}): what speaks against ranking one, which rows are strengths of one defense
 * and what they reach at a matched accuracy, ranks, gains over a twin, the front. Runs in, numbers out; nothing here knows the database
 * or the API. The way in is {@link lab.obscura.board.evidence.Evidence}.
 */
package lab.obscura.board.evidence;
