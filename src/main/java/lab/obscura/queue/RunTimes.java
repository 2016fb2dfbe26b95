package lab.obscura.queue;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** When a run was queued, and when its latest attempt started and ended, as far as that has happened. */
public final class RunTimes {

    private final Instant queued;
    private final Instant started;
    private final Instant finished;

    RunTimes(Instant queued, Instant started, Instant finished) {
        this.queued = queued;
        this.started = started;
        this.finished = finished;
    }

    public Instant queued() {
        return queued;
    }

    public Optional<Instant> started() {
        return Optional.ofNullable(started);
    }

    public Optional<Instant> finished() {
        return Optional.ofNullable(finished);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RunTimes times
                && queued.equals(times.queued)
                && Objects.equals(started, times.started)
                && Objects.equals(finished, times.finished);
    }

    @Override
    public int hashCode() {
        return Objects.hash(queued, started, finished);
    }

    @Override
    public String toString() {
        return "queued " + queued + ", started " + started + ", finished " + finished;
    }
}
