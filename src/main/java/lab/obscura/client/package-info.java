/** The commands for the terminal that ask a running service. */
package lab.obscura.client;
