/**
 * The program: {@link lab.obscura.Obscura} reads which command is meant. Everything else lies in a package of its own.
 */
package lab.obscura;
