/**
 * The formats of data sets, one class each. A new format is one class that implements {@link
 * lab.obscura.engine.data.sources.ImageSource} and one line in {@link lab.obscura.engine.data.sources.Sources}.
 */
package lab.obscura.engine.data.sources;
