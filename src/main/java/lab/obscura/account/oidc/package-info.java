/**
 * Logins by a provider of OpenID Connect: where it is, whom it names, and which account that is. The way in is
 * {@link lab.obscura.account.oidc.OidcLogin}.
 */
package lab.obscura.account.oidc;
