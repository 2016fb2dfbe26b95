package lab.obscura.queue;

import java.util.Objects;
import java.util.UUID;

/** Names one run: an experiment with one seed. */
public record RunId(UUID value) {

    public RunId {
        Objects.requireNonNull(value, "A run's id needs a value");
    }

    public static RunId random() {
        return new RunId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
