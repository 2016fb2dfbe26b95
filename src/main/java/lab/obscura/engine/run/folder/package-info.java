/** What an attempt leaves in its folder: outcome, pictures, checkpoints, and the exit codes of its process. */
package lab.obscura.engine.run.folder;
