package lab.obscura.notify.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a page may show of an address that holds a secret. */
class DestinationTest {

    @ParameterizedTest
    @CsvSource({
        "https://hooks.example.org/T0/B0/abcdefgh, https://hooks.example.org/…efgh",
        "https://hooks.example.org?token=topsecret, https://hooks.example.org/…cret",
        "https://hooks.example.org?a=/b, https://hooks.example.org/…",
        "https://hooks.example.org:8443/abc, https://hooks.example.org:8443/…",
        "https://hooks.example.org, https://hooks.example.org/…"
    })
    void ofAnAddressTheHostIsShownAndOfALongRestItsEnd(String target, String shown) {
        var destination = new Destination(
                UUID.randomUUID(), DestinationKind.WEBHOOK, "ours", target, "", List.of(), Instant.EPOCH);

        assertThat(destination.shownTarget()).isEqualTo(shown);
    }
}
