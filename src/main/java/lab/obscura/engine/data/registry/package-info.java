/**
 * What is known of the data sets of a directory, found out in the background and kept for as long as their files stay as they are. The
 * way in is {@link lab.obscura.engine.data.registry.Listings}.
 */
package lab.obscura.engine.data.registry;
