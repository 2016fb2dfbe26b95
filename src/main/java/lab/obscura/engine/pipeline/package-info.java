/**
 * From a definition to an outcome: reading and checking definitions, the stages of a run, and the files that it leaves behind. The one
 * entrance of the engine; who waits, claims and stores belongs outside.
 */
package lab.obscura.engine.pipeline;
