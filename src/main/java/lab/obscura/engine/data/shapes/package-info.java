/**
 * The built-in data set, drawn by the program: figures before a background. What lies in files belongs to
 * {@code engine.data.sources}. The way in is {@link lab.obscura.engine.data.shapes.Shapes}.
 */
package lab.obscura.engine.data.shapes;
