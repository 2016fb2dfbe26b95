/** Where the time of a training goes, by looking at its thread. */
package lab.obscura.benchmark.profile;
