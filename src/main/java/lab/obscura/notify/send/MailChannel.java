package lab.obscura.notify.send;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import lab.obscura.notify.outbox.Message;
import lab.obscura.platform.web.Problem;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;

/** Sends messages as mails of plain text. */
final class MailChannel implements Channel {

    private final Optional<JavaMailSender> mails;
    private final String from;
    private final PageLinks links;

    /** @param mails empty where the operator named no mail server */
    MailChannel(Optional<JavaMailSender> mails, String from, PageLinks links) {
        this.mails = mails;
        this.from = from;
        this.links = links;
    }

    @Override
    public void send(Message message) throws Undelivered {
        JavaMailSender sender = mails.orElseThrow(
                () -> Undelivered.ever("this service has no mail server any more (spring.mail.host)"));
        try {
            sender.send(mail(sender, message));
        } catch (MailException | MessagingException e) {
            throw Undelivered.yet("the mail server did not take it: " + Problem.oneLine("" + e.getMessage()));
        }
    }

    private MimeMessage mail(JavaMailSender sender, Message message) throws MessagingException {
        MimeMessage mail = sender.createMimeMessage();
        var parts = new MimeMessageHelper(mail, StandardCharsets.UTF_8.name());
        parts.setFrom(from);
        parts.setTo(message.destination().target());
        parts.setSubject(Problem.oneLine(message.title()));
        parts.setText(message.body() + "\n\n" + links.of(message)
                + "\n\nYou asked for this on the page Notifications of Obscura, and end it there.\n");
        // A mail that comes twice has one id; programs that answer by themselves leave it alone.
        mail.setHeader("Message-ID", "<" + message.id() + "@" + from.substring(from.indexOf('@') + 1) + ">");
        mail.setHeader("Auto-Submitted", "auto-generated");
        return mail;
    }
}
