package lab.obscura.account.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.stream.IntStream;
import lab.obscura.platform.web.Problem;
import org.junit.jupiter.api.Test;

class LoginLimitsTest {

    private final Hand clock = new Hand();
    private final LoginLimits limits = new LoginLimits(clock);

    @Test
    void tenFailuresAMinuteOfANameAreEnoughFromWhereverTheyCome() {
        IntStream.range(0, 10).forEach(i -> limits.begin("ada", "10.0.0." + i));

        assertThatThrownBy(() -> limits.begin("ada", "10.0.0.99")).isInstanceOf(Problem.class);
        assertThatCode(() -> limits.begin("bob", "10.0.0.99")).doesNotThrowAnyException();
        clock.now = clock.now.plus(Duration.ofSeconds(60));
        assertThatCode(() -> limits.begin("ada", "10.0.0.99")).doesNotThrowAnyException();
    }

    @Test
    void tenFailuresAMinuteFromAnAddressAreEnoughWhateverTheNames() {
        IntStream.range(0, 10).forEach(i -> limits.begin("name" + i, "10.0.0.1"));

        assertThatThrownBy(() -> limits.begin("another", "10.0.0.1")).isInstanceOf(Problem.class);
        assertThatCode(() -> limits.begin("another", "10.0.0.2")).doesNotThrowAnyException();
    }

    @Test
    void whoLogsInRightlyIsNotCounted() {
        IntStream.range(0, 100).forEach(i -> {
            limits.begin("ada", "10.0.0.1");
            limits.succeeded("ada", "10.0.0.1");
        });

        assertThatCode(() -> limits.begin("ada", "10.0.0.1")).doesNotThrowAnyException();
    }

    @Test
    void aRefusalCountsNoFurther() {
        IntStream.range(0, 10).forEach(i -> limits.begin("ada", "10.0.0.1"));
        clock.now = clock.now.plus(Duration.ofSeconds(59));
        assertThatThrownBy(() -> limits.begin("ada", "10.0.0.1")).isInstanceOf(Problem.class);
        clock.now = clock.now.plus(Duration.ofSeconds(1));

        assertThat(clock.now).isEqualTo(Instant.EPOCH.plusSeconds(60));
        assertThatCode(() -> limits.begin("ada", "10.0.0.1")).doesNotThrowAnyException();
    }

    /** A clock that tests set. */
    private static final class Hand extends Clock {

        private Instant now = Instant.EPOCH;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
