/** The commands for the terminal that work without server and data base. */
package lab.obscura.cli;
