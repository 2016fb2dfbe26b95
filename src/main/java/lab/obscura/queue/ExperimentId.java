package lab.obscura.queue;

import java.util.Objects;
import java.util.UUID;

/** Names one experiment: what is to be found out, without the seeds. */
public record ExperimentId(UUID value) {

    public ExperimentId {
        Objects.requireNonNull(value, "An experiment's id needs a value");
    }

    public static ExperimentId random() {
        return new ExperimentId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
