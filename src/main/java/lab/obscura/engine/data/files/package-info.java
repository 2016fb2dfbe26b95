/**
 * Strangers' files and zip archives: the only classes that open them, and what their names, texts and first bytes mean. Formats of
 * data sets belong to {@code engine.data.sources}. The way in is {@link lab.obscura.engine.data.files.SafeFiles}.
 */
package lab.obscura.engine.data.files;
