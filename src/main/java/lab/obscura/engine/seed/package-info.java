/**
 * Random numbers with names. No other source of randomness exists in the engine. The way in is {@link lab.obscura.engine.seed.Seeds}.
 */
package lab.obscura.engine.seed;
