/** Penalties that need no state: terms added to the training loss, with their gradient at the split. */
package lab.obscura.engine.defense.penalty;
