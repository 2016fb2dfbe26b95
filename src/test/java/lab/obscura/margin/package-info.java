/** Says how near the numbers of passing tests are to their bounds. */
package lab.obscura.margin;
