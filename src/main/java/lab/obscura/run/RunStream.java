package lab.obscura.run;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import lab.obscura.platform.web.edge.OpenAnswer;
import lab.obscura.queue.RunId;
import lab.obscura.queue.journal.StoredEvent;

/** One open stream of server-sent events and how far it has come. */
final class RunStream {

    /** Proxies cut what is silent for longer. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(15);

    /** Who takes nothing for so long is not reading: its browser opens the stream again where it was. */
    private static final Duration LONGEST_BLOCKADE = Duration.ofSeconds(2);

    private final RunId run;
    private final String address;
    private final OpenAnswer answer;
    private final AtomicBoolean writing = new AtomicBoolean();
    private volatile long sent;
    private volatile Instant lastWrite;

    RunStream(RunId run, String address, OpenAnswer answer, long sent, Instant opened) {
        this.run = run;
        this.address = address;
        this.answer = answer;
        this.sent = sent;
        this.lastWrite = opened;
        write(":open\n\n");
    }

    RunId run() {
        return run;
    }

    boolean isFrom(String other) {
        return address.equals(other);
    }

    long sent() {
        return sent;
    }

    boolean hasSent(long number) {
        return sent >= number;
    }

    void onEnd(Runnable action) {
        answer.onEnd(action);
    }

    /** Whether the caller may write now; {@link #done} gives the right back. */
    boolean begin() {
        return answer.isDrained() && writing.compareAndSet(false, true);
    }

    void done() {
        writing.set(false);
    }

    void send(List<StoredEvent> events, Instant now) {
        for (StoredEvent event : events) {
            write("id:" + event.number() + "\nevent:" + event.kind() + "\ndata:" + event.payload() + "\n\n");
            sent = event.number();
        }
        lastWrite = now;
    }

    boolean isQuiet(Instant now) {
        return !now.isBefore(lastWrite.plus(LONGEST_SILENCE));
    }

    boolean isBlocked() {
        return answer.isBlockedFor(LONGEST_BLOCKADE);
    }

    void ping(Instant now) {
        write(":ping\n\n");
        lastWrite = now;
    }

    /** Ends the stream in the middle: the browser opens it again and resumes where it was. */
    void abandon() {
        answer.hangUp();
    }

    void end() {
        answer.end();
    }

    private void write(String event) {
        answer.send(event.getBytes(StandardCharsets.UTF_8));
    }
}
