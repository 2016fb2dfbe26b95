package lab.obscura.notify.send;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import lab.obscura.notify.outbox.DestinationKind;
import lab.obscura.notify.outbox.Message;
import lab.obscura.notify.outbox.Outbox;
import lab.obscura.notify.outbox.RunEndings;
import lab.obscura.platform.EndlessLoop;
import lab.obscura.platform.PeriodicThread;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Makes messages of what happened and sends those that are due, every few seconds, as long as the service runs. */
final class Sender implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Sender.class);
    private static final Duration PAUSE = Duration.ofSeconds(3);

    private final RunEndings endings;
    private final Outbox outbox;
    private final Map<DestinationKind, Channel> channels;
    private final PeriodicThread thread;

    Sender(RunEndings endings, Outbox outbox, Map<DestinationKind, Channel> channels, MeterRegistry metrics) {
        this.endings = endings;
        this.outbox = outbox;
        this.channels = Map.copyOf(channels);
        this.thread = new PeriodicThread("notifications", new EndlessLoop("notifications", metrics), this::round);
    }

    /** Everything that is due now. */
    void round() throws InterruptedException {
        while (endings.takeUp() > 0) {
            stopIfAsked();
        }
        Optional<Message> next = outbox.next();
        while (next.isPresent()) {
            send(next.get());
            stopIfAsked();
            next = outbox.next();
        }
        int dead = outbox.sweep();
        if (dead > 0) {
            LOG.warn("event=notifications-given-up count={}", dead);
        }
    }

    private static void stopIfAsked() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("The service ends");
        }
    }

    private void send(Message message) {
        try {
            channels.get(message.destination().kind()).send(message);
            outbox.sent(message);
        } catch (Undelivered e) {
            outbox.failed(message, e.getMessage(), e.isFinal());
            LOG.info(
                    "event=notification-undelivered message={} destination={} attempt={} final={}",
                    message.id(),
                    message.destination().id(),
                    message.attempt(),
                    e.isFinal());
        }
    }

    @Override
    public void start() {
        thread.start(PAUSE);
    }

    @Override
    public void stop() {
        thread.stop();
    }

    @Override
    public boolean isRunning() {
        return thread.isRunning();
    }
}
