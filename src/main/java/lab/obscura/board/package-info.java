/**
 * Leaderboards: definitions on one data set side by side, each averaged over its seeds. How a single run went belongs to
 * {@code result}. The way in is {@code GET /api/v1/boards/{dataset}}.
 */
package lab.obscura.board;
