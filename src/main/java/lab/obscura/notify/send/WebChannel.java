package lab.obscura.notify.send;

import java.io.IOException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.net.ssl.SSLException;
import lab.obscura.notify.outbox.Destination;
import lab.obscura.notify.outbox.DestinationKind;
import lab.obscura.notify.outbox.Message;
import lab.obscura.notify.reach.AddressRefused;
import lab.obscura.notify.reach.OutwardAddress;
import lab.obscura.notify.reach.OutwardPost;
import tools.jackson.databind.json.JsonMapper;

/** Posts messages: as a signed document, or as the text that Slack and those compatible with it take. */
final class WebChannel implements Channel {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int FIRST_GOOD = 200;
    private static final int FIRST_REDIRECT = 300;
    private static final int FIRST_REFUSAL = 400;
    private static final int GONE = 410;

    private final OutwardPost post;
    private final PageLinks links;
    private final Clock clock;

    WebChannel(OutwardPost post, PageLinks links, Clock clock) {
        this.post = post;
        this.links = links;
        this.clock = clock;
    }

    @Override
    public void send(Message message) throws Undelivered {
        Destination destination = message.destination();
        String body = destination.kind() == DestinationKind.SLACK ? slack(message) : document(message);
        Map<String, String> headers = headers(message, body);
        int status;
        try {
            var address = OutwardAddress.read(destination.target());
            status = post.send(address, headers, body.getBytes(StandardCharsets.UTF_8));
        } catch (AddressRefused refused) {
            throw Undelivered.ever(refused.getMessage());
        } catch (UnknownHostException unknown) {
            throw Undelivered.yet("no such host");
        } catch (SSLException e) {
            throw Undelivered.yet("no encrypted connection, or a certificate of somebody else: " + e.getMessage());
        } catch (IOException e) {
            throw Undelivered.yet(e.getMessage());
        }
        judge(status);
    }

    private static void judge(int status) throws Undelivered {
        if (status >= FIRST_REDIRECT && status < FIRST_REFUSAL) {
            throw Undelivered.ever("it answered " + status + ", a redirect; give the address where it leads");
        }
        if (status == GONE) {
            throw Undelivered.ever("it answered 410: nobody wants messages there any more");
        }
        if (status < FIRST_GOOD || status >= FIRST_REFUSAL) {
            throw Undelivered.yet("it answered " + status);
        }
    }

    private Map<String, String> headers(Message message, String body) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json");
        headers.put("User-Agent", "Obscura");
        headers.put("webhook-id", "" + message.id());
        String secret = message.destination().secret();
        if (!secret.isEmpty()) {
            long seconds = clock.instant().getEpochSecond();
            headers.put("webhook-timestamp", "" + seconds);
            headers.put("webhook-signature", WebhookSignature.of(secret, "" + message.id(), seconds, body));
        }
        return headers;
    }

    private String document(Message message) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("id", "" + message.id());
        document.put("event", message.event());
        document.put("at", "" + message.at());
        document.put("title", message.title());
        document.put("text", message.body());
        document.put("link", links.of(message));
        return JSON.writeValueAsString(document);
    }

    /** What people may write into names must not call a whole channel. */
    private String slack(Message message) {
        String text =
                "*" + escaped(message.title()) + "*\n" + escaped(message.body()) + "\n" + escaped(links.of(message));
        return JSON.writeValueAsString(Map.of("text", text));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
