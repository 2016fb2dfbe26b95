/** A worker that a batch system starts and ends: who started it, whether it can work at all, when it ends. */
package lab.obscura.execution.pilot;
