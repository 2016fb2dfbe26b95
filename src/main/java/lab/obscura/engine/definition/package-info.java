/** Experiment definitions: reading, completing and checking them, whether they fit their data, and their identity. */
package lab.obscura.engine.definition;
