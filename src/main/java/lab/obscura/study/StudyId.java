package lab.obscura.study;

import java.util.Objects;
import java.util.UUID;

/** Names a study. */
record StudyId(UUID value) {

    StudyId {
        Objects.requireNonNull(value, "A study's id needs a value");
    }

    static StudyId random() {
        return new StudyId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
