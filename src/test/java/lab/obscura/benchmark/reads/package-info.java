/** How fast the service answers from a database that is as full as that of a busy lab; {@code ReadsBenchmark} is the program. */
package lab.obscura.benchmark.reads;
