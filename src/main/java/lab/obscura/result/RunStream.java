package lab.obscura.result;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import lab.obscura.queue.RunId;
import lab.obscura.queue.StoredEvent;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** One open stream of server-sent events and how far it has come. */
final class RunStream {

    /** Proxies cut what is silent for longer. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(15);

    private final RunId run;
    private final SseEmitter emitter;
    private final AtomicBoolean writing = new AtomicBoolean();
    private volatile long sent;
    private volatile Instant lastWrite;

    RunStream(RunId run, SseEmitter emitter, long sent, Instant opened) {
        this.run = run;
        this.emitter = emitter;
        this.sent = sent;
        this.lastWrite = opened;
        write(SseEmitter.event().comment("open"));
    }

    RunId run() {
        return run;
    }

    SseEmitter emitter() {
        return emitter;
    }

    long sent() {
        return sent;
    }

    boolean hasSent(long number) {
        return sent >= number;
    }

    void onEnd(Runnable action) {
        emitter.onCompletion(action);
        emitter.onTimeout(action);
        emitter.onError(error -> action.run());
    }

    /** Whether the caller may write now; {@link #done} gives the right back. */
    boolean begin() {
        return writing.compareAndSet(false, true);
    }

    void done() {
        writing.set(false);
    }

    void send(List<StoredEvent> events, Instant now) {
        for (StoredEvent event : events) {
            boolean written = write(SseEmitter.event()
                    .id(Long.toString(event.number()))
                    .name(event.kind())
                    .data(event.payload(), MediaType.APPLICATION_JSON));
            if (!written) {
                return;
            }
            sent = event.number();
        }
        lastWrite = now;
    }

    boolean isQuiet(Instant now) {
        return !now.isBefore(lastWrite.plus(LONGEST_SILENCE));
    }

    void ping(Instant now) {
        write(SseEmitter.event().comment("ping"));
        lastWrite = now;
    }

    /** Ends the stream, whoever is writing: the browser opens it again and goes on where it was. */
    void abandon(Throwable cause) {
        emitter.completeWithError(cause);
    }

    void end() {
        if (begin()) {
            emitter.complete();
        }
    }

    private boolean write(SseEmitter.SseEventBuilder event) {
        try {
            emitter.send(event);
            return true;
        } catch (IOException | IllegalStateException readerIsGone) {
            emitter.completeWithError(readerIsGone);
            return false;
        }
    }
}
