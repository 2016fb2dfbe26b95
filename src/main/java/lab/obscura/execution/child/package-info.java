/** The child process of one attempt: runs the engine, reports events, obeys requests to stop, and ends with a documented exit code. */
package lab.obscura.execution.child;
