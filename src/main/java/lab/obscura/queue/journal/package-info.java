/** What runs report while they are running: log lines, progress and curves, as workers write and pages read them. */
package lab.obscura.queue.journal;
