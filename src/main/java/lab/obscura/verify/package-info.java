/** Computes what can be computed again of a finished run, and compares it with what is stored. */
package lab.obscura.verify;
