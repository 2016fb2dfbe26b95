/** Counts what a step on a card brings to the host, with libtorch's CPU in the card's place. */
package lab.obscura.engine.copies;
