/** What goes into networks and comes out of them, wherever an engine keeps it, and what steps do with it there. */
package lab.obscura.engine.network.batch;
