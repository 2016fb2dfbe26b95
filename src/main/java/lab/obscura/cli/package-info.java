/** The commands for the terminal that work without server and database. */
package lab.obscura.cli;
