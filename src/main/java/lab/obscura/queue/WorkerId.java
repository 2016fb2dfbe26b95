package lab.obscura.queue;

import java.util.Objects;
import java.util.UUID;

/** Names one worker process, from its start to its end. */
public record WorkerId(UUID value) {

    public WorkerId {
        Objects.requireNonNull(value, "A worker's id needs a value");
    }

    public static WorkerId random() {
        return new WorkerId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
