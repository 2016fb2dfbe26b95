/**
 * What attempts used of the machines: processor and card seconds, and joules where the card tells them. {@link lab.obscura.queue.journal} writes
 * it, as the processes of attempts measure it; the way in is {@link lab.obscura.queue.usage.Usages}.
 */
package lab.obscura.queue.usage;
