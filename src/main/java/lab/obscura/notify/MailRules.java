package lab.obscura.notify;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import lab.obscura.platform.ObscuraProperties;
import lab.obscura.platform.web.Problem;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** To which mailboxes this service writes: none, unless its operator has named a mail server, a sender and domains. */
@Component
final class MailRules {

    /** One mailbox without a name, quotes, comments or a domain in brackets. */
    private static final Pattern MAILBOX =
            Pattern.compile("[A-Za-z0-9._%+-]{1,64}@([A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)*)");

    private static final int LONGEST = 254;

    private final boolean isOn;
    private final List<String> domains;

    MailRules(ObscuraProperties properties, Environment environment) {
        this.domains = properties.notifications().mailDomains().stream()
                .map(domain -> domain.strip().toLowerCase(Locale.ROOT))
                .toList();
        this.isOn = !environment.getProperty("spring.mail.host", "").isBlank()
                && !properties.notifications().mailFrom().isBlank()
                && !domains.isEmpty();
    }

    boolean isOn() {
        return isOn;
    }

    String checked(String mailbox) {
        if (!isOn) {
            throw Problem.field(
                    "kind",
                    "webhook or slack, because this service sends no mails",
                    "email",
                    "Its operator sets spring.mail.host, obscura.notifications.mail-from and obscura.notifications.mail-domains");
        }
        var parts = MAILBOX.matcher(mailbox);
        if (mailbox.length() > LONGEST || !parts.matches() || !isAddress(mailbox)) {
            throw Problem.field("target", "the address of one mailbox", mailbox, "As in ada@example.org");
        }
        String domain = parts.group(1).toLowerCase(Locale.ROOT);
        if (Optional.of("*").filter(domains::contains).isEmpty() && !domains.contains(domain)) {
            throw Problem.field(
                    "target",
                    "a mailbox at " + String.join(", ", domains),
                    mailbox,
                    "The operator may add domains to obscura.notifications.mail-domains");
        }
        return mailbox;
    }

    private static boolean isAddress(String mailbox) {
        try {
            new InternetAddress(mailbox, true);
            return true;
        } catch (AddressException none) {
            return false;
        }
    }
}
