/**
 * Who asks for something. Here belongs what names and will one day prove a person; what a person may do with runs belongs to {@code run}
 * and {@code experiment}. The way in is {@link lab.obscura.account.Actor}, which a controller takes as a parameter.
 */
package lab.obscura.account;
