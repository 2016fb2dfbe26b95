/** The service's side of workers over HTTPS: does for them in the database what they ask for, keeps what they upload, and rescues their runs. */
package lab.obscura.remote;
