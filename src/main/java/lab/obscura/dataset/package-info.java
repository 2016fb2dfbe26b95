/**
 * The data sets this service knows: the built-in one and the folders of the data directory. How files are read belongs to
 * {@code engine.data}. The way in is {@code GET /api/v1/datasets}.
 */
package lab.obscura.dataset;
