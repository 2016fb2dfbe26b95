/** The workers that are known, and the page of the queue. */
package lab.obscura.queue.workers;
