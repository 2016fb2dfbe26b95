/**
 * What is done with many runs at once: chosen one by one or by a query, each answered for itself. What is done with one belongs to
 * {@code run}. The way in is {@link lab.obscura.run.bulk.BulkActions}.
 */
package lab.obscura.run.bulk;
