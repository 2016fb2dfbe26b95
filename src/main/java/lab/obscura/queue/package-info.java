/**
 * Which run is executed when and by whom: submit, claim, heartbeat, finish, rescue, cancel, order. All of it is hand-written SQL on
 * PostgreSQL; every write of a worker carries its fence. What came out of a run belongs to {@code result}. The way in is {@link
 * lab.obscura.queue.Queue} for changes and {@link lab.obscura.queue.Runs} for reading.
 */
package lab.obscura.queue;
