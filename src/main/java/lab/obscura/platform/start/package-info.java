/** What a process says and how it ends when it cannot start: one line for people, one code for whoever started it. */
package lab.obscura.platform.start;
