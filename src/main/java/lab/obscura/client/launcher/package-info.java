/**
 * How the client starts in a fraction of a second: a script that keeps the few classes it needs, and their class data archive, beside the
 * user's other caches. The way in is {@link lab.obscura.client.launcher.LauncherCommand}.
 */
package lab.obscura.client.launcher;
