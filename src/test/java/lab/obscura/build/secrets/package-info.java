/**
 * Looks for secrets where none belong: in the files of the repository, in what a run of all tests has logged, in the databases that it leaves.
 * The way in is {@link lab.obscura.build.secrets.Secrets}.
 */
package lab.obscura.build.secrets;
