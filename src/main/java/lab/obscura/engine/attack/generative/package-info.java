/** Attacks that search an image among those that a generator can draw. */
package lab.obscura.engine.attack.generative;
