package lab.obscura.build.secrets;

import java.util.regex.Pattern;

/** What a secret looks like. */
enum SecretKind {
    TOKEN("obs_(?<secret>[A-Za-z0-9_-]{43})(?![A-Za-z0-9_-])"),
    WEBHOOK_SECRET("whsec_(?<secret>[A-Za-z0-9+/]{24,}={0,2})"),
    PASSWORD_HASH(
            "(?<secret>\\$argon2(?:id|i|d)\\$[^\\s\"']{20,}|\\$2[aby]\\$\\d\\d\\$[./A-Za-z0-9]{53}|SCRAM-SHA-256\\$\\d+:[A-Za-z0-9+/=]+\\$[A-Za-z0-9+/=:]+)"),
    SESSION("(?:obscura_session|XSRF-TOKEN|X-XSRF-TOKEN|JSESSIONID)[=:]\\s?(?<secret>[A-Za-z0-9_-]{32,})"),
    PRIVATE_KEY("-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----\\s*(?<secret>[A-Za-z0-9+/=\\s]{40,})"),
    CHANNEL("https://hooks\\.slack\\.com/services/(?<secret>T[A-Z0-9]{6,}/B[A-Z0-9]{6,}/[A-Za-z0-9]{16,})"),
    CLOUD_KEY("(?<![A-Z0-9])(?<secret>(?:AKIA|ASIA)[A-Z0-9]{16})(?![A-Z0-9])"),
    DATABASE_URL(
            "(?:jdbc:postgresql://[^\\s\"']*[?&]password=|postgres(?:ql)?://[^\\s:/@\"']+:(?=[^\\s/@\"']+@))(?<secret>[^\\s\"'@&${}<>]{8,})"),
    DATABASE_PASSWORD(
            "(?<!--from-file=)(?:PGPASSWORD|POSTGRES_PASSWORD|SPRING_DATASOURCE_PASSWORD|spring\\.datasource\\.password)\\s*[=:]\\s*[\"']?(?<secret>[^\\s\"'@&${}<>*,;)]{8,})");

    /** A secret is random; what is written to look like one repeats itself, or counts. */
    private static final int FEWEST_CHARACTERS = 10;

    private final Pattern pattern;

    SecretKind(String pattern) {
        this.pattern = Pattern.compile(pattern);
    }

    Pattern pattern() {
        return pattern;
    }

    /** Whether what was found could be one. Passwords are chosen by people too. */
    boolean isPlausible(String secret) {
        return this == DATABASE_PASSWORD
                || this == DATABASE_URL
                || secret.chars().distinct().count() >= FEWEST_CHARACTERS;
    }
}
