/**
 * Who asks for something: the account or the name, and what roles there are. Accounts themselves, tokens, sessions, the guard in front of
 * all controllers, ownership and the audit have packages of their own below; what a person may do with runs belongs to {@code run} and
 * {@code experiment}. The way in is {@link lab.obscura.account.Actor}, which a controller takes as a parameter.
 */
package lab.obscura.account;
