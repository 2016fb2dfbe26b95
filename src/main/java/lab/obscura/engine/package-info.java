/**
 * Trains defended encoders, attacks them and scores what the attacks rebuilt. A plain library: it works from a {@code main}
 * method or a unit test, and imports nothing from Spring, JDBC or the packages outside. The way in is
 * {@code lab.obscura.engine.run.Pipeline}.
 */
package lab.obscura.engine;
