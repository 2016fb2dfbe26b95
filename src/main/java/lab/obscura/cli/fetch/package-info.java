/** Public data sets from their official sites: what is offered, how it is downloaded, and how it becomes a folder of the data directory. */
package lab.obscura.cli.fetch;
