/**
 * What operators watch: events that are counted in the database, and the state of queue, slots and disk as series of Prometheus. What is
 * measured of a run belongs to {@code result}. The way in is {@link lab.obscura.queue.tally.Tallies}.
 */
package lab.obscura.queue.tally;
