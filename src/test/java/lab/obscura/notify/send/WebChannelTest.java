package lab.obscura.notify.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.SSLSocketFactory;
import lab.obscura.notify.outbox.Destination;
import lab.obscura.notify.outbox.DestinationKind;
import lab.obscura.notify.outbox.Message;
import lab.obscura.notify.reach.Doors;
import lab.obscura.notify.reach.Listener;
import lab.obscura.notify.reach.OutwardPost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class WebChannelTest {

    private static final UUID ID = UUID.fromString("0195e7a6-0000-4000-8000-000000000001");
    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochSecond(1_800_000_000), ZoneOffset.UTC);

    private final OutwardPost post = new OutwardPost(
            new Doors(List.of("hooks.lab"), host -> List.of(InetAddress.getByName("127.0.0.1"))),
            (SSLSocketFactory) SSLSocketFactory.getDefault(),
            Duration.ofMinutes(1));
    private final WebChannel channel = new WebChannel(post, new PageLinks("https://obscura.lab/"), CLOCK);

    private static Message message(DestinationKind kind, int port, String secret, String title) {
        var destination = new Destination(
                UUID.randomUUID(),
                kind,
                "a channel",
                "http://hooks.lab:" + port + "/hook",
                secret,
                List.of(),
                Instant.EPOCH);
        return new Message(ID, destination, "run-failed", title, "Because of ü", "/runs/7", Instant.EPOCH, 1);
    }

    private static String header(String request, String name) {
        return request.replaceAll("(?s).*\r\n" + name + ": ([^\r]*)\r\n.*", "$1");
    }

    private static JsonNode body(String request) {
        String body = request.substring(request.indexOf("\r\n\r\n") + 4);
        return JsonMapper.shared().readTree(body.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void aWebhookIsSignedSoThatItsReceiverCanCheckIt() throws Exception {
        String secret = WebhookSignature.newSecret();
        try (Listener receiver = Listener.answering("HTTP/1.1 200 OK\r\n\r\n")) {
            channel.send(message(DestinationKind.WEBHOOK, receiver.port(), secret, "Failed: x"));

            String request = receiver.requests().get(0);
            assertThat(header(request, "webhook-id")).isEqualTo("" + ID);
            assertThat(header(request, "webhook-timestamp")).isEqualTo("1800000000");
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.replace("whsec_", "")), "HmacSHA256"));
            byte[] signed = (ID + ".1800000000." + request.substring(request.indexOf("\r\n\r\n") + 4))
                    .getBytes(StandardCharsets.ISO_8859_1);
            assertThat(header(request, "webhook-signature"))
                    .isEqualTo("v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed)));
            assertThat(body(request).toString())
                    .isEqualTo("{\"id\":\"" + ID
                            + "\",\"event\":\"run-failed\",\"at\":\"1970-01-01T00:00:00Z\",\"title\":\"Failed: x\","
                            + "\"text\":\"Because of ü\",\"link\":\"https://obscura.lab/runs/7\"}");
        }
    }

    /** From the documentation of Standard Webhooks, computed by its reference library. */
    @Test
    void theSignatureIsThatOfTheStandard() {
        assertThat(WebhookSignature.of(
                        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                        "msg_p5jXN8AQM9LWM0D4loKWxJek",
                        1_614_265_330,
                        "{\"test\": 2432232314}"))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void slackGetsATextInWhichNobodyCanCallAChannel() throws Exception {
        try (Listener receiver = Listener.answering("HTTP/1.1 200 OK\r\n\r\n")) {
            channel.send(message(DestinationKind.SLACK, receiver.port(), "", "Failed: <!channel> & co"));

            String request = receiver.requests().get(0);
            assertThat(body(request).at("/text").asString())
                    .isEqualTo("*Failed: &lt;!channel&gt; &amp; co*\nBecause of ü\nhttps://obscura.lab/runs/7");
            assertThat(header(request, "webhook-id")).isEqualTo("" + ID);
            assertThat(request).doesNotContain("webhook-signature");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "500, false, it answered 500",
        "429, false, it answered 429",
        "404, false, it answered 404",
        "410, true, it answered 410: nobody wants messages there any more",
        "302, true, 'it answered 302, a redirect; give the address where it leads'"
    })
    void whatIsNoSuccessIsSaid(int status, boolean isFinal, String reason) {
        try (Listener receiver = Listener.answering("HTTP/1.1 " + status + " x\r\n\r\n")) {
            Message message = message(DestinationKind.SLACK, receiver.port(), "", "x");

            Undelivered undelivered = catchThrowableOfType(Undelivered.class, () -> channel.send(message));

            assertThat(undelivered).hasMessage(reason);
            assertThat(undelivered.isFinal()).isEqualTo(isFinal);
        }
    }

    @Test
    void anAddressThatBecamePrivateIsRefusedForGood() {
        var doors = new Doors(List.of(), host -> List.of(InetAddress.getByName("10.0.0.1")));
        var strict = new WebChannel(
                new OutwardPost(doors, (SSLSocketFactory) SSLSocketFactory.getDefault(), Duration.ofMinutes(1)),
                new PageLinks(""),
                CLOCK);
        var destination = new Destination(
                UUID.randomUUID(), DestinationKind.SLACK, "x", "https://moved.example/x", "", List.of(), Instant.EPOCH);

        assertThatThrownBy(() -> strict.send(new Message(ID, destination, "test", "x", "x", "/", Instant.EPOCH, 1)))
                .hasMessageStartingWith("The target must be an address whose host has public addresses only");
    }
}
