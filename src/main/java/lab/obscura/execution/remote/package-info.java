/** A worker's way to the queue over HTTPS, for hosts without a way to PostgreSQL: its calls, and files. */
package lab.obscura.execution.remote;
