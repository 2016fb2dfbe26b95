/**
 * Two to six experiments or runs side by side: where their definitions differ, their numbers, and the same pictures. The way in is
 * {@code GET /api/v1/compare}.
 */
package lab.obscura.compare;
