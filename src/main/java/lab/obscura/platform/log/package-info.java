/**
 * How lines of the log are written: one event is one line, whatever a client, a file or a library put into it. The files
 * {@code logback-spring.xml} and {@code logback-run.xml} name these classes; nobody else needs them.
 */
package lab.obscura.platform.log;
