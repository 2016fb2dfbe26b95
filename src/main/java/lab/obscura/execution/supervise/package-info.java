/** A worker: claims runs, watches over their attempts, keeps their leases, and writes back what they left. */
package lab.obscura.execution.supervise;
