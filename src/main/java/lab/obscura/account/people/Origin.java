package lab.obscura.account.people;

/** Who asks an account for its proof. */
public enum Origin {
    /** This service, by a password. */
    LOCAL,
    /** A proxy in front. */
    PROXY,
    /** A provider of OpenID Connect. */
    OIDC
}
