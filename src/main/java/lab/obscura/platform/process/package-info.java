/** Processes that this program starts, and its own end. */
package lab.obscura.platform.process;
