/** How far the samples of a batch are from each other, and how they are pulled together, wherever they lie. */
package lab.obscura.engine.defense.pairs;
