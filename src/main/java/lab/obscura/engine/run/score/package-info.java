/** How near attacks came: every metric of every image that they rebuilt, and of a constant guess beside it, wherever the images lie. */
package lab.obscura.engine.run.score;
