/**
 * Data sets in memory: finding them, reading them, checking them, choosing images from them and varying them for training. The
 * way in is {@link lab.obscura.engine.data.Datasets}. Formats live in {@code sources}, one class each;
 * the drawn set in {@code shapes}.
 */
package lab.obscura.engine.data;
