/**
 * Who is logged in with a browser: login, cookies, limits, logout. What programs send belongs to {@code account.token}. The way in is
 * {@link lab.obscura.account.session.Sessions}.
 */
package lab.obscura.account.session;
