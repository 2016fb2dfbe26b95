/**
 * The commands for the terminal that ask a running service: a thin call each. Nothing is computed here. The way in is
 * {@link lab.obscura.client.ClientCommand}.
 */
package lab.obscura.client;
