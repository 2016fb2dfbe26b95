/** Tests with a real server, real workers and real child processes. */
package lab.obscura.whole;
