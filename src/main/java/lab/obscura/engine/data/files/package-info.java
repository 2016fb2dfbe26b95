/**
 * What the names, the texts and the first bytes of strangers' files mean: which are no part of a data set, in which encoding they
 * are written, what a file is whatever it is called. Formats of data sets belong to {@code engine.data.sources}. The way in is
 * {@link lab.obscura.engine.data.files.ForeignNames} and {@link lab.obscura.engine.data.files.PathNames}.
 */
package lab.obscura.engine.data.files;
