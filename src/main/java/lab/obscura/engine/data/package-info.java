/**
 * Data sets: finding them, reading and checking them, choosing images. The way in is {@link lab.obscura.engine.data.Datasets}. Values
 * in memory lie in {@code images}, formats in {@code sources}, the drawn set in {@code shapes}.
 */
package lab.obscura.engine.data;
