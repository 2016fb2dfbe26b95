/** How much load the pilots of a cluster are for the database; {@code PilotsBenchmark} is the program. */
package lab.obscura.benchmark.pilots;
