/**
 * Data sets of the service on the disk of the node that computes: fetched file by file and by their hashes, once for all workers of the node,
 * removed when nobody uses them.
 */
package lab.obscura.execution.datasets;
