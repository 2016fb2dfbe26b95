/** A run while it waits and while it is computed: its place in the queue, how far it is, what its attacks make of the gallery so far. */
package lab.obscura.run.live;
