/**
 * Requests that the service itself sends to addresses that people have typed: which of them it may reach, and how it does not get led astray
 * on the way. Nothing here knows of notifications. The way in is {@link lab.obscura.notify.reach.OutwardPost}.
 */
package lab.obscura.notify.reach;
