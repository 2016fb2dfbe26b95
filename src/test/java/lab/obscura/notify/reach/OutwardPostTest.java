package lab.obscura.notify.reach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocketFactory;
import lab.obscura.platform.TestPorts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutwardPostTest {

    private static final String FINE = "HTTP/1.1 204 No Content\r\n\r\n";
    private static final byte[] BODY = "{}".getBytes(StandardCharsets.UTF_8);

    /** Handed out to nobody: a connection fails at once, and if somebody announced it, he is not on this machine. */
    private static final String PUBLIC = "2d00::1";

    /** For those of whom no answer is expected. */
    private static final Duration BRIEF = Duration.ofMillis(600);

    private final List<String> asked = new ArrayList<>();
    private Listener listener;

    @BeforeEach
    void listen() {
        listener = Listener.answering(FINE);
    }

    @AfterEach
    void stop() {
        listener.close();
    }

    /** A resolver that knows no name but leads each of them to this machine, and reads numbers as the JDK does. */
    private List<InetAddress> astray(String host) throws UnknownHostException {
        asked.add(host);
        boolean isNumber = host.contains(":") || host.matches("[0-9.]+");
        return List.of(InetAddress.getByName(isNumber ? host : "127.0.0.1"));
    }

    private OutwardPost post(List<String> named, HostLookup lookup) {
        return post(named, lookup, Duration.ofMinutes(1));
    }

    private static OutwardPost post(List<String> named, HostLookup lookup, Duration patience) {
        return new OutwardPost(new Doors(named, lookup), (SSLSocketFactory) SSLSocketFactory.getDefault(), patience);
    }

    private int send(OutwardPost post, String address) throws IOException {
        return post.send(OutwardAddress.read(address), Map.of("Content-Type", "application/json"), BODY);
    }

    @Test
    void noFormOfAPrivateAddressIsEverConnected() {
        List<String> addresses = PrivateForms.hosts()
                .flatMap(host -> Stream.of(
                        "https://" + host + ":" + listener.port() + "/hook",
                        "HTTPS://" + host,
                        "http://" + host + ":" + listener.port()))
                .toList();

        List<String> notRefused =
                addresses.stream().filter(address -> refusal(address).isEmpty()).toList();

        assertThat(PrivateForms.hosts().distinct().count()).isGreaterThan(300);
        assertThat(notRefused).isEmpty();
        assertThat(listener.connections()).isZero();
    }

    private Optional<AddressRefused> refusal(String address) {
        try (OutwardPost post = post(List.of("allowed.lab"), this::astray)) {
            send(post, address);
            return Optional.empty();
        } catch (AddressRefused refused) {
            return Optional.of(refused);
        } catch (IOException notRefused) {
            return Optional.empty();
        }
    }

    @Test
    void whatTheResolverSaysLaterDoesNotMatter() {
        HostLookup rebinding = host -> {
            asked.add(host);
            return List.of(InetAddress.getByName(asked.size() == 1 ? PUBLIC : "127.0.0.1"));
        };

        try (OutwardPost post = post(List.of(), rebinding, BRIEF)) {
            assertThatThrownBy(() -> send(post, "https://rebound.example:" + listener.port() + "/"))
                    .isInstanceOf(IOException.class);
        }

        assertThat(asked).containsExactly("rebound.example");
        assertThat(listener.connections()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "10.1.2.3", "::1", "fe80::1", "64:ff9b::7f00:1"})
    void onePrivateAddressAmongPublicOnesRefusesAll(String among) {
        HostLookup both = host -> List.of(InetAddress.getByName(PUBLIC), InetAddress.getByName(among));

        try (OutwardPost post = post(List.of(), both)) {
            assertThatThrownBy(() -> send(post, "https://both.example:" + listener.port() + "/"))
                    .isInstanceOf(AddressRefused.class)
                    .hasMessage(
                            "The target must be an address whose host has public addresses only. The operator may allow both.example by obscura.notifications.allowed-hosts");
        }

        assertThat(listener.connections()).isZero();
    }

    @Test
    void aHostThatTheOperatorNamesMayLieAnywhere() throws IOException {
        try (OutwardPost post = post(List.of("Hooks.lab"), this::astray)) {
            int status = send(post, "http://hooks.lab:" + listener.port() + "/a/path?token=1");

            assertThat(status).isEqualTo(204);
            assertThat(listener.requests())
                    .containsExactly("POST /a/path?token=1 HTTP/1.1\r\nHost: hooks.lab:" + listener.port()
                            + "\r\nContent-Type: application/json\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}");
            assertThatThrownBy(() -> send(post, "http://other.lab:" + listener.port() + "/"))
                    .isInstanceOf(AddressRefused.class);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void aRedirectIsNotFollowed(int status) throws IOException {
        try (Listener target = Listener.answering(FINE);
                Listener redirecting = Listener.answering(
                        "HTTP/1.1 " + status + " Moved\r\nLocation: http://127.0.0.1:" + target.port() + "/\r\n\r\n");
                OutwardPost post = post(List.of("hooks.lab"), this::astray)) {
            assertThat(send(post, "http://hooks.lab:" + redirecting.port() + "/"))
                    .isEqualTo(status);
            assertThat(target.connections()).isZero();
        }
    }

    @Test
    void whoDoesNotAnswerIsGivenUp() {
        try (Listener silent = Listener.answering("");
                OutwardPost post = post(List.of("hooks.lab"), this::astray, BRIEF)) {
            assertThatThrownBy(() -> send(post, "http://hooks.lab:" + silent.port() + "/"))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("no answer within");
            assertThatThrownBy(() -> send(post, "https://hooks.lab:" + silent.port() + "/"))
                    .as("in the handshake of TLS")
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("no answer within");
        }
    }

    @Test
    void anAnswerThatNeverEndsItsFirstLineIsNoAnswer() {
        try (Listener chatty = Listener.answering("SSH-2.0-".repeat(5000));
                OutwardPost post = post(List.of("hooks.lab"), this::astray)) {
            assertThatThrownBy(() -> send(post, "http://hooks.lab:" + chatty.port() + "/"))
                    .hasMessage("the answer was not HTTP/1.1");
        }
    }

    @Test
    void aPortWithoutAnybodySaysSo() throws IOException {
        try (var taken = TestPorts.refusing();
                OutwardPost post = post(List.of("hooks.lab"), this::astray)) {
            assertThatThrownBy(() -> send(post, "http://hooks.lab:" + taken.getLocalPort() + "/"))
                    .hasMessage("nobody listens at port " + taken.getLocalPort() + " of hooks.lab");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.org",
                "https://example.org:8443/a?b=c",
                "https://hooks.slack.com/services/T0/B0/abc",
                "https://bücher.example/x",
                "https://8.8.8.8/x",
                "https://[2606:4700:4700::1111]/x",
                "https://a_b.example/"
            })
    void addressesOfThePublicWebAreTaken(String address) {
        var doors = new Doors(List.of(), host -> List.of(InetAddress.getByName(PUBLIC)));

        assertThatCode(() -> doors.behind(OutwardAddress.read(address))).doesNotThrowAnyException();
    }
}
