/**
 * Accounts: who may log in, with which role, and their passwords. How somebody stays logged in belongs to {@code account.session} and
 * {@code account.token}. The way in is {@link lab.obscura.account.people.Accounts}.
 */
package lab.obscura.account.people;
