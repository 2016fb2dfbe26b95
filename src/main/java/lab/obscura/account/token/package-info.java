/**
 * What programs send instead of a password: tokens of accounts, and the one that makes the first admin. The way in is
 * {@link lab.obscura.account.token.Tokens}.
 */
package lab.obscura.account.token;
