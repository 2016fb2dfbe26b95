/** Definitions that come with the program. */
package lab.obscura.engine.definition.presets;
