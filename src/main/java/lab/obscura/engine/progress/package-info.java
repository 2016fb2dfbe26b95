/**
 * What a long computation reports while it runs, and how it is asked to stop. The way in is {@link
 * lab.obscura.engine.progress.RunContext}.
 */
package lab.obscura.engine.progress;
