/** How an attempt becomes a process of its own, with limits on memory and threads. */
package lab.obscura.execution.launch;
