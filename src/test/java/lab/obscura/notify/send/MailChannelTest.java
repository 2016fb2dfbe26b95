package lab.obscura.notify.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import lab.obscura.notify.outbox.Destination;
import lab.obscura.notify.outbox.DestinationKind;
import lab.obscura.notify.outbox.Message;
import lab.obscura.platform.TestPorts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** Mails go through a real server. */
class MailChannelTest {

    private static final PageLinks LINKS = new PageLinks("https://obscura.lab");

    private final GreenMail server = new GreenMail(patient(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP)));
    private MailChannel channel;

    @BeforeEach
    void start() {
        server.start();
        channel = channelTo(server.getSmtp().getPort());
    }

    /** Otherwise it gives its own start a second. */
    private static ServerSetup patient(ServerSetup setup) {
        setup.setServerStartupTimeout(Duration.ofMinutes(2).toMillis());
        return setup;
    }

    private static MailChannel channelTo(int port) {
        var sender = new JavaMailSenderImpl();
        sender.setHost("127.0.0.1");
        sender.setPort(port);
        return new MailChannel(Optional.of(sender), "obscura@lab.example", LINKS);
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    private static Message message(UUID id, String title) {
        var mailbox = new Destination(
                UUID.randomUUID(), DestinationKind.EMAIL, "mine", "ada@lab.example", "", List.of(), Instant.EPOCH);
        return new Message(id, mailbox, "run-failed", title, "Loss became NaN: λ = ∞", "/runs/7", Instant.EPOCH, 1);
    }

    @Test
    void aMailSaysWhatHappenedAndWhereToEndIt() throws Exception {
        channel.send(message(UUID.randomUUID(), "Failed: schön, seed 7"));

        MimeMessage mail = server.getReceivedMessages()[0];
        assertThat(mail.getSubject()).isEqualTo("Failed: schön, seed 7");
        assertThat(mail.getFrom()[0]).hasToString("obscura@lab.example");
        assertThat(mail.getAllRecipients()).hasSize(1);
        assertThat((String) mail.getContent())
                .contains("Loss became NaN: λ = ∞", "https://obscura.lab/runs/7", "page Notifications");
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
    }

    @Test
    void twiceTheSameMessageHasTheSameId() throws Exception {
        UUID id = UUID.randomUUID();

        channel.send(message(id, "x"));
        channel.send(message(id, "x"));

        assertThat(server.getReceivedMessages())
                .extracting(MimeMessage::getMessageID)
                .containsExactly("<" + id + "@lab.example>", "<" + id + "@lab.example>");
    }

    @Test
    void aNameWithLineBreaksAddsNoHeader() throws Exception {
        channel.send(message(UUID.randomUUID(), "x\r\nBcc: eve@evil.example\r\n\r\nhello"));

        MimeMessage mail = server.getReceivedMessages()[0];
        assertThat(mail.getHeader("Bcc")).isNull();
        assertThat(server.getReceivedMessages()).hasSize(1);
        assertThat(mail.getSubject()).startsWith("x").contains("Bcc: eve@evil.example");
    }

    @Test
    void aServerThatIsAwayIsAskedAgain() throws IOException {
        try (Socket nobody = TestPorts.refusing()) {
            var away = channelTo(nobody.getLocalPort());

            assertThatThrownBy(() -> away.send(message(UUID.randomUUID(), "x")))
                    .isInstanceOf(Undelivered.class)
                    .hasMessageStartingWith("the mail server did not take it")
                    .matches(thrown -> !((Undelivered) thrown).isFinal());
        }
    }

    @Test
    void withoutAServerNothingIsTriedAgain() {
        var none = new MailChannel(Optional.empty(), "", LINKS);

        assertThatThrownBy(() -> none.send(message(UUID.randomUUID(), "x")))
                .matches(thrown -> ((Undelivered) thrown).isFinal());
    }
}
