package lab.obscura.notify.outbox;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** Messages that wait and messages that were given up, as series of Prometheus: a mail server that is away shows first here. */
@Component
final class OutboxSeries implements MeterBinder {

    private final Outbox outbox;

    OutboxSeries(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Stream.of(Delivery.State.WAITING, Delivery.State.DEAD)
                .forEach(state -> Gauge.builder("obscura.notifications", () -> count(state))
                        .description("Messages to people that wait, and those of 30 days that were given up")
                        .tag("state", state.name().toLowerCase(Locale.ROOT))
                        .register(registry));
    }

    /** Without the database a series has no value, and the others are still there. */
    private double count(Delivery.State state) {
        try {
            return outbox.count(state);
        } catch (DataAccessException away) {
            return Double.NaN;
        }
    }
}
