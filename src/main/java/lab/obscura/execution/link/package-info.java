/** How a worker reaches the queue: what it asks and says, and the way through PostgreSQL. */
package lab.obscura.execution.link;
