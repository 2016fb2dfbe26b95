package lab.obscura.platform.settings;

import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Messages to people who asked for some. The mail server is Spring's: {@code spring.mail.host} and its neighbors.
 *
 * @param allowedHosts hosts of webhooks that may lie anywhere; all others need public addresses and https
 * @param baseUrl under which people reach this service, for links in messages; empty: messages have paths only
 * @param mailFrom address that mails come from
 * @param mailDomains what may stand behind the @ of who gets mails; empty: nobody does
 */
public record NotificationSettings(
        @DefaultValue({}) List<String> allowedHosts,
        @DefaultValue("") String baseUrl,
        @DefaultValue("") String mailFrom,
        @DefaultValue({}) List<String> mailDomains) {

    private static final String ADDRESS = "https?://[^\\s?#]+";
    private static final String MAILBOX = "[^\\r\\n]*[^@\\s]@[^@\\s]+";
    private static final String NAME = "[^/@\\s]+";

    public NotificationSettings {
        allowedHosts = List.copyOf(allowedHosts);
        mailDomains = List.copyOf(mailDomains);
        check("allowed-hosts", allowedHosts, NAME, "hosts without http:// in front, as in hooks.lab,10.0.0.5");
        check("mail-domains", mailDomains, NAME, "what stands behind the @, as in lab.example");
        check("base-url", List.of(baseUrl), ADDRESS, "the address under which people come, as in https://obscura.lab");
        check("mail-from", List.of(mailFrom), MAILBOX, "a mailbox, as in obscura@lab.example");
    }

    /** What has another form would allow nothing or arrive nowhere, and nobody would hear why. */
    private static void check(String key, List<String> values, String form, String rule) {
        values.stream()
                .map(String::strip)
                .filter(value -> !value.isEmpty() && !value.matches(form))
                .findFirst()
                .ifPresent(value -> {
                    throw new IllegalArgumentException(
                            "obscura.notifications." + key + " must be " + rule + ", was " + value);
                });
    }
}
